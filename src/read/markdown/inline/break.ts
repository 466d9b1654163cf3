/** Two spaces at the end of a line make a hard break. */
import type { Piece, State } from './state.ts'

/** The rule. */
export function lineBreak({ source, at, since }: State): Piece | undefined {
  let start = at
  while (start > since && source[start - 1] === ' ') start--
  return at - start < 2 ? undefined : { length: 1, html: '<br>\n', text: '\n', drop: at - start }
}
