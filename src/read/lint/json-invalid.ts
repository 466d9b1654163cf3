/** JSON fences that do not parse, even read with the tolerance that samples need. */
import { finding, type Finding } from '../../finding.ts'
import { within } from '../../model/spans.ts'
import { jsonOf, readJson } from '../values/json.ts'
import type { Rule } from './lint.ts'
import { inCodes } from './look.ts'

export const jsonInvalid: Rule = ({ page }) => found(page)

/** Empty blocks, and blocks that a template fills, are no JSON of the author's. */
const found = inCodes((code): readonly Finding[] => {
  if (code.language !== 'json') return []
  if (code.text.trim() === '' || code.text.includes('<%')) return []
  const json = jsonOf(code)
  if (json.kind === 'json' || isMember(code.text)) return []
  return [
    finding(
      'json-invalid',
      within(code.span, json.line, json.line, json.column),
      `This JSON does not parse: ${json.reason}.`,
    ),
  ]
})

/** A single member, `"data": null`, is shown to be put into an object. */
function isMember(text: string): boolean {
  return /^\s*"[^"\n]*"\s*:/.test(text) && readJson(`{${text}}`).kind === 'json'
}
