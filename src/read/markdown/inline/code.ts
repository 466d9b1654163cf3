/** `` `code` ``: as many backticks to close as to open; spaces at the ends are left out. */
import { trimSpaces } from '../lines.ts'
import { pay } from '../scope.ts'
import { escapeHtml } from './escape-html.ts'
import { mayLookAhead, type Piece, type State } from './state.ts'

/** The rule. */
export function code(state: State): Piece | undefined {
  const { source, at } = state
  if (!mayLookAhead(state)) return undefined
  let start = at
  while (source[start] === '`') start++
  const mark = source.slice(at, start)
  const end = source.indexOf(mark, start)
  if (end === -1) return pay(state.scope, source.length - at)
  const text = trimSpaces(source.slice(start, end))
  state.codes.push(text)
  return { length: end + mark.length - at, html: `<code>${escapeHtml(text)}</code>`, text }
}
