/** `---`, `***`, `___`: three or more of one mark and spaces, indented by at most three. */
import type { Match } from '../block-rule.ts'
import { indentOf } from '../lines.ts'
import type { Region } from '../region.ts'
import { spanOf, type Scope } from '../scope.ts'

/** The rule. */
export function horizontalRule({ lines }: Region, at: number, scope: Scope): Match | undefined {
  const line = lines[at]
  if (line === undefined || !isRule(line.text)) return undefined
  return { blocks: [{ kind: 'rule', span: spanOf(scope, line) }], next: at + 1 }
}

/** Whether a line is a rule, and so ends a paragraph. */
export function isRule(text: string): boolean {
  const start = indentOf(text)
  const mark = text[start]
  if (start > 3 || (mark !== '-' && mark !== '*' && mark !== '_')) return false
  let count = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === mark) count++
    else if (text[at] !== ' ') return false
  }
  return count >= 3
}
