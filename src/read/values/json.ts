/**
 * JSON as authors write it in samples: with comments, ellipses and trailing commas, perhaps with the status line and
 * headers of the answer before it. One pass over the text, bounded depth.
 */
import type { Code } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Json } from '../../model/shape.ts'

export type JsonText =
  | { readonly kind: 'json'; readonly value: Json }
  /** `line` and `column` count from 1 within the text. `mended` is what was meant, where that is plain. */
  | {
      readonly kind: 'invalid'
      readonly reason: string
      readonly line: number
      readonly column: number
      readonly mended?: Json
    }

const DEEPEST = 100
/** The JSON of a code block, parsed once however often it is asked for. */
export const jsonOf: (code: Code) => JsonText = onceEach((code: Code) => readJson(code.text))

/** Parses a sample. Several values in a row are read as the first of them. */
export function readJson(text: string): JsonText {
  const strict = parseStrict(text)
  if (strict !== undefined) return { kind: 'json', value: strict }
  const state: State = { text, at: afterHeaders(text), depth: 0, end: 0 }
  try {
    skip(state)
    const first = value(state)
    for (skip(state); state.at < text.length; skip(state)) value(state)
    return state.slip === undefined ? { kind: 'json', value: first } : { ...invalid(text, state.slip), mended: first }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return invalid(text, state.slip ?? { reason: error.message, at: state.at })
  }
}

/** What a sample means to show, slips mended where they can be. */
export function meantBy(json: JsonText | undefined): Json | undefined {
  return json?.kind === 'json' ? json.value : json?.mended
}

function invalid(text: string, { reason, at }: Slip): JsonText & { readonly kind: 'invalid' } {
  const before = text.slice(0, at).split('\n')
  return { kind: 'invalid', reason, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Whether a text begins as JSON objects and arrays do. */
export function looksLikeJson(text: string): boolean {
  const start = text.slice(afterHeaders(text), afterHeaders(text) + 400).trimStart()
  return /^[{[]/.test(start) && !/^\[\w[^\n]*\]\s*$/m.test(start.split('\n')[0] ?? '')
}

function parseStrict(text: string): Json | undefined {
  if (tooDeep(text)) return undefined
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function tooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) depth--
    if (depth > DEEPEST) return true
  }
  return false
}

/** Where the body begins: after `HTTP/1.1 200 OK` and the header lines, if the sample has them. */
function afterHeaders(text: string): number {
  const head =
    /^\s*(?:HTTP\/[\d.]+\s+\d{3}[^\n]*|\d{3}(?:[ \t]+[A-Z][A-Za-z ]*)?)\r?\n(?:[A-Za-z][\w-]*:[^\n]*\n)*\s*/.exec(text)
  return head === null ? 0 : head[0].length
}

type Slip = { readonly reason: string; readonly at: number }
/** `end` is where the last value ended: a missing comma is missing there. `slip`: the first fault that could be passed over. */
type State = { readonly text: string; at: number; depth: number; end: number; slip?: Slip }

class Refusal extends Error {}

function value(state: State): Json {
  const char = state.text[state.at]
  if (char === '{') return nested(state, object)
  if (char === '[') return nested(state, array)
  if (char === '"') return string(state)
  return literal(state)
}

function nested<T>(state: State, read: (state: State) => T): T {
  if (++state.depth > DEEPEST) throw new Refusal(`it is nested more than ${DEEPEST} deep`)
  state.at++
  const result = read(state)
  state.depth--
  return result
}

/** `{ ... }`: more of what stands before it, and nothing itself. */
const MORE: Json = {}

function object(state: State): Json {
  const members: [string, Json][] = []
  const start = state.at
  for (;;) {
    separators(state)
    if (take(state, '}'))
      return members.length === 0 && /[.…]/.test(state.text.slice(start, state.at)) ? MORE : Object.fromEntries(members)
    if (state.text[state.at] !== '"') throw new Refusal(expected(state, 'a name in double quotes or `}`'))
    const name = string(state)
    skip(state)
    if (!take(state, ':')) throw new Refusal(expected(state, '`:`'))
    skip(state)
    members.push([name, value(state)])
    after(state, '}')
  }
}

function array(state: State): Json {
  const items: Json[] = []
  for (;;) {
    separators(state)
    if (take(state, ']')) return items.filter((item) => item !== MORE)
    items.push(value(state))
    after(state, ']')
  }
}

/** After a member: a comma, an ellipsis or the end must come. */
function after(state: State, end: '}' | ']'): void {
  state.end = state.at
  skip(state)
  const char = state.text[state.at]
  if (char === ',' || char === end || isEllipsis(state)) return
  // Right behind a value there is no place for a comma: quotes inside a text look so.
  if (char === undefined || !/["{[\w]/.test(char) || state.at === state.end)
    throw new Refusal(expected(state, `\`,\` or \`${end}\``))
  state.slip ??= { reason: 'a comma is missing here', at: state.end }
}

/** Skips commas and ellipses, which say that more is there. */
function separators(state: State): void {
  for (skip(state); ; skip(state)) {
    if (isEllipsis(state)) ellipsis(state)
    else if (!take(state, ',')) return
  }
}

function isEllipsis(state: State): boolean {
  return state.text[state.at] === '…' || state.text.startsWith('...', state.at)
}

function ellipsis(state: State): void {
  const dots = state.text[state.at]
  while (state.text[state.at] === dots) state.at++
}

function take(state: State, char: string): boolean {
  if (state.text[state.at] !== char) return false
  state.at++
  return true
}

function string(state: State): string {
  const start = state.at
  for (let at = start + 1; at < state.text.length; at++) {
    const char = state.text[at]
    if (char === '\\') at++
    else if (char === '\n') break
    else if (char === '"') {
      const text = parseString(state.text.slice(start, at + 1))
      if (text === undefined) throw new Refusal('the string has an escape that JSON does not know')
      state.at = at + 1
      return text
    }
  }
  throw new Refusal('the string is not closed on its line')
}

function parseString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text.replaceAll('\t', '\\t'))
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

const LITERAL = /true\b|false\b|null\b|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y

function literal(state: State): Json {
  LITERAL.lastIndex = state.at
  const match = LITERAL.exec(state.text)
  if (match === null) return meant(state)
  state.at += match[0].length
  const value: Json = JSON.parse(match[0])
  return value
}

/** Python's literals, and what stands for a value without quotes. */
const MEANT = /^(?:(?:True|False|None)\b|<[^<>"\n]{1,40}>)/

function meant(state: State): Json {
  const word = MEANT.exec(state.text.slice(state.at, state.at + 50))?.[0]
  const reason = expected(state, 'a value')
  if (word === undefined) throw new Refusal(reason)
  state.slip ??= { reason, at: state.at }
  state.at += word.length
  return word.startsWith('<') ? word : word === 'None' ? null : word === 'True'
}

/** Skips white space and comments of the kinds that samples have. */
function skip(state: State): void {
  for (;;) {
    BLANK.lastIndex = state.at
    state.at += BLANK.exec(state.text)?.[0].length ?? 0
    if (state.text.startsWith('//', state.at) || state.text[state.at] === '#') state.at = find(state, '\n')
    else if (state.text.startsWith('/*', state.at)) state.at = find(state, '*/') + 2
    else if (state.text.startsWith('<!--', state.at)) state.at = find(state, '-->') + 3
    else return
  }
}

const BLANK = /[\s\uFEFF]*/y

function find(state: State, end: string): number {
  const at = state.text.indexOf(end, state.at)
  return at < 0 ? state.text.length : at
}

function expected(state: State, what: string): string {
  const found = state.text
    .slice(state.at, state.at + 12)
    .split('\n')[0]
    ?.trim()
  return `${what} was expected${found ? `, not \`${found.replaceAll('`', "'")}\`` : ''}`
}
