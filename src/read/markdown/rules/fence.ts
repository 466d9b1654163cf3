/** Code between fences: three or more backticks or tildes, then one word or `{anything}` or nothing. */
import { finding } from '../../../finding.ts'
import type { Code } from '../../../model/page.ts'
import type { Match } from '../block-rule.ts'
import { closesFence, opensFence, type Closing, type Fence } from '../fences.ts'
import { isBlank, type Line } from '../lines.ts'
import { languageOf, tabOf } from '../languages.ts'
import type { Region } from '../region.ts'
import { spanOf, type Scope } from '../scope.ts'

/** The rule. */
export function fence(region: Region, at: number, scope: Scope): Match | undefined {
  const { lines } = region
  const first = lines[at]
  const open = first === undefined ? undefined : opensFence(first.text)
  if (first === undefined || open === undefined) return undefined
  const code: string[] = []
  let next = at + 1
  let closing: Closing | undefined
  for (; next < lines.length && closing === undefined; next++) {
    const text = lines[next]?.text ?? ''
    closing = closesFence(text, open)
    if (closing === undefined) code.push(isBlank(text) ? '' : text)
    else if (closing.glued) code.push(closing.code)
  }
  region.isOpen ||= closing === undefined
  report(closing, first, lines[next - 1] ?? first, scope)
  return { blocks: [makeCode(open, code, spanOf(scope, first, lines[next - 1]), scope)], next }
}

function makeCode(open: Fence, lines: readonly string[], span: Code['span'], scope: Scope): Code {
  const text = lines.join('\n')
  const { word } = open
  return { kind: 'code', text, word, language: languageOf(word, text), tab: tabOf(word, scope.tabs), span }
}

/** What is wrong with the way a fence ends is said at once; the reading goes on as far as it can. */
function report(closing: Closing | undefined, first: Line, last: Line, scope: Scope): void {
  if (closing === undefined) scope.findings.push(finding('fence-unclosed', spanOf(scope, first), unclosed(scope)))
  else if (closing.glued) scope.findings.push(finding('fence-glued', spanOf(scope, last)))
}

function unclosed(scope: Scope): string | undefined {
  return scope.depth === 0
    ? undefined
    : 'A code fence is not closed inside its list item or quote, so it ends where that ends.'
}
