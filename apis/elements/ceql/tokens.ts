/** `where` cut into words. */
import { fail } from 'kittn'

export type Token = {
  readonly kind: 'word' | 'field' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

/** More than people write. */
const LONGEST = 4000

const TOKEN =
  /(?:`(?<field>(?:[^`]|``)+)`|'(?<text>(?:[^']|'')*)'|(?<number>-?\d+(?:\.\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_.]*)|(?<sign><=|>=|!=|<>|[=<>(),]))/uy

/** Fails with 400 where a character belongs to no word. */
export function tokensOf(where: string): Token[] {
  if (where.length > LONGEST) wrongAt(LONGEST, `it is longer than ${LONGEST} characters`)
  const tokens: Token[] = []
  const text = where.trimEnd()
  let at = 0
  while (at < text.length) {
    at += text.slice(at).search(/\S/)
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(text)?.groups
    if (groups === undefined) wrongAt(at, `${JSON.stringify(text.slice(at, at + 20))} cannot be read`)
    tokens.push({ ...tokenOf(groups), at })
    at = TOKEN.lastIndex
  }
  return [...tokens, { kind: 'end', text: 'the end', at }]
}

function tokenOf({ field, text, number, word, sign }: Readonly<Record<string, string | undefined>>): Omit<Token, 'at'> {
  if (field !== undefined) return { kind: 'field', text: field.replaceAll('``', '`') }
  if (text !== undefined) return { kind: 'text', text: text.replaceAll("''", "'") }
  if (number !== undefined) return { kind: 'number', text: number }
  return word === undefined ? { kind: 'sign', text: sign === '<>' ? '!=' : (sign ?? '') } : { kind: 'word', text: word }
}

/** Fails with 400, naming the place as people count. */
export function wrongAt(at: number, message: string): never {
  fail(400, `where: ${message}, at character ${at + 1}.`, { parameter: 'where' })
}
