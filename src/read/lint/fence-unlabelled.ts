/** JSON in a fence without a language, on a page that names the language of its JSON elsewhere or announces it here. */
import { finding } from '../../finding.ts'
import type { Code } from '../../model/page.ts'
import { jsonOf, looksLikeJson } from '../values/json.ts'
import type { Rule } from './lint.ts'
import { capped, codesOf } from './look.ts'
import { linesOf } from './place.ts'

export const fenceUnlabelled: Rule = ({ page }) => {
  const all = codesOf(page)
  const fenced = (code: Code) =>
    /^\s*(?:>\s*)*(?:`{3}|~{3})/.test(linesOf(page, code.span.file)[code.span.line - 1] ?? '')
  if (!all.some((code) => code.word === 'json')) return []
  const bare = all.filter((code) => code.word === undefined && isJson(code) && fenced(code))
  return capped(
    bare.map((code) => finding('fence-unlabelled', code.span, 'This sample is JSON, but its fence does not say so.')),
    5,
  )
}

function isJson(code: Code): boolean {
  if (!looksLikeJson(code.text)) return false
  const json = jsonOf(code)
  return json.kind === 'json' && typeof json.value === 'object' && json.value !== null
}
