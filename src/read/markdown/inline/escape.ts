/** A backslash before a mark makes the mark plain; before anything else it is a backslash. */
import { escapeHtml } from './escape-html.ts'
import type { Piece, State } from './state.ts'

const MARKS = '\\`*_{}[]()#+-.!:|&<>^~='

/** The rule. */
export function escape({ source, at }: State): Piece | undefined {
  const mark = source[at + 1]
  if (mark === undefined || !MARKS.includes(mark)) return undefined
  return { length: 2, html: escapeHtml(mark), text: mark }
}
