/** `&name;` and `&#1;` stay as they are, known or not; any other `&` is escaped. */
import type * as Entities from 'entities/decode'
import { createRequire } from 'node:module'
import type { Piece, State } from './state.ts'

const ENTITY = /&#?[A-Za-z0-9]*;/y

/** The rule. */
export function entity({ source, at }: State): Piece | undefined {
  ENTITY.lastIndex = at
  const html = ENTITY.exec(source)?.[0]
  return html === undefined ? undefined : { length: html.length, html, text: COMMON[html] ?? decoded(html) }
}

/** What most pages get by with. Unpacking the table of all the others takes longer than reading a short page. */
const COMMON: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00A0',
}

const load = createRequire(import.meta.url)
/** Numbers of printable ASCII stand for themselves; many others do not. */
const ASCII = /^&#(3[2-9]|[4-9]\d|1[01]\d|12[0-6]);$/

function decoded(html: string): string {
  const number = ASCII.exec(html)?.[1]
  if (number !== undefined) return String.fromCharCode(Number(number))
  const { decodeHTMLStrict } = load('entities/decode') as typeof Entities
  return decodeHTMLStrict(html)
}
