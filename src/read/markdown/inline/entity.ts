/** `&name;` and `&#1;` stay as they are, known or not; any other `&` is escaped. */
import { decodeHTMLStrict } from 'entities'
import type { Piece, State } from './state.ts'

const ENTITY = /&#?[A-Za-z0-9]*;/y

/** The rule. */
export function entity({ source, at }: State): Piece | undefined {
  ENTITY.lastIndex = at
  const html = ENTITY.exec(source)?.[0]
  return html === undefined ? undefined : { length: html.length, html, text: decodeHTMLStrict(html) }
}
