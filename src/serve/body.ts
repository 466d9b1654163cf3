/** Bodies as they come: bytes that are to be JSON or a form, and may be hostile. */
import { isUtf8 } from 'node:buffer'
import type { Pair } from '../model/form.ts'
import type { Json } from '../model/shape.ts'
import { Failure } from './fail.ts'
import { remembered } from './remember.ts'

/** Deeper nesting than anything that people write; deeper than this and other programs could fall over it. */
const DEPTH = 100

/** What only hostile or broken bodies have: then the whole value is looked at. */
const SUSPICIOUS = /__proto__|\\u|[eE]\+?\d{3}/

export type BodyKind = 'json' | 'form' | 'other'

/** The kind that a `Content-Type` names. Another charset than UTF-8 is none that can be read. */
export function bodyKind(contentType: string | undefined): BodyKind {
  return contentType === undefined ? 'other' : kindOf(contentType)
}

const kindOf = remembered((contentType): BodyKind => {
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') return 'other'
  if (type === 'application/json' || /^[\w.-]+\/[\w.-]+\+json$/.test(type)) return 'json'
  return type === 'application/x-www-form-urlencoded' ? 'form' : 'other'
})

/** The JSON value that the bytes say. Throws a Failure (400) for anything else. */
export function parseJson(bytes: Buffer): Json {
  const text = decode(bytes)
  if (text.length > DEPTH && depth(text) > DEPTH)
    throw new Failure(400, `The body is nested more than ${DEPTH} levels deep.`)
  const value = parse(text)
  if (SUSPICIOUS.test(text)) inspect(value)
  return value
}

/** The fields of a form. Throws a Failure (400) for what is no text, and where an escape is broken. */
export function parseForm(bytes: Buffer): Pair[] {
  return pairsIn(decode(bytes))
}

/** The pairs of a query; a name that stands there twice has a list. Throws a Failure (400) where an escape is broken. */
export function parseQuery(text: string): Readonly<Record<string, string | readonly string[]>> {
  const values: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of pairsIn(text)) {
    const before = values[name]
    values[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]
  }
  return values
}

function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = []
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    pairs.push([
      unescape(equals < 0 ? pair : pair.slice(0, equals)),
      unescape(equals < 0 ? '' : pair.slice(equals + 1)),
    ])
  }
  return pairs
}

/** The texts of a form that came in parts. Throws a Failure (400) for what is no text. */
export function checkedForm(texts: readonly Pair[]): readonly Pair[] {
  for (const [name, value] of texts) {
    if (`${name}${value}`.includes('\uFFFD')) throw new Failure(400, 'The form is not UTF-8.')
    inspectText(name)
    inspectText(value)
  }
  return texts
}

function unescape(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  const plain = decodeEscapes(spaced)
  if (plain === undefined || plain.includes('\0'))
    throw new Failure(400, `There is a broken escape in ${JSON.stringify(text.slice(0, 60))}.`)
  return plain
}

function decodeEscapes(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Failure(400, 'The body is not UTF-8.')
  return bytes.toString()
}

function parse(text: string): Json {
  try {
    // What JSON.parse returns is JSON.
    return JSON.parse(text) as Json
  } catch (error) {
    throw new Failure(400, `The body is not valid JSON${place(error, text)}.`)
  }
}

/** Where the parser stopped, as line and column, if it says so. */
function place(error: unknown, text: string): string {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return `: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}

/** How deep brackets are nested, those inside strings not counted. */
function depth(text: string): number {
  let [now, most, quoted] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) quoted = !quoted
    else if (quoted) i += code === 0x5c ? 1 : 0
    else if (code === 0x5b || code === 0x7b) most = Math.max(most, ++now)
    else if (code === 0x5d || code === 0x7d) now--
  }
  return most
}

/** Refuses what JSON can say and databases, or JavaScript, cannot keep. */
function inspect(value: Json): void {
  if (typeof value === 'string') return inspectText(value)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Failure(400, 'The body has a number that is too large.')
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === '__proto__') throw new Failure(400, 'The body has a field named __proto__.')
    inspectText(name)
    inspect(inner)
  }
}

function inspectText(text: string): void {
  if (text.includes('\0')) throw new Failure(400, 'The body has a NUL character in a string.')
  if (!text.isWellFormed()) throw new Failure(400, 'The body has half a surrogate pair in a string.')
}
