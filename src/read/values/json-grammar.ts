/** The grammar of JSON as authors write it. Faults that leave no doubt of what was meant are passed over, the first of them told. */
import type { Json } from '../../model/shape.ts'

/** Deeper nesting is refused. */
export const DEEPEST = 100

export type Slip = { readonly reason: string; readonly at: number }

/** The first value of the text from `start` on, if all of it can be understood, and the first fault. */
export function parseSample(text: string, start: number): { readonly value?: Json; readonly slip?: Slip } {
  const state: State = { text, at: start, open: [], end: 0 }
  try {
    skip(state)
    const first = value(state)
    for (skip(state); state.at < text.length; skip(state)) another(state)
    return state.slip === undefined ? { value: first } : { value: first, slip: state.slip }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { slip: state.slip ?? { reason: error.message, at: state.at } }
  }
}

/** Several values in a row are several answers; a bracket is one too many. */
function another(state: State): void {
  const char = state.text[state.at]
  if (char !== '}' && char !== ']') value(state)
  else slip(state, `\`${char}\` is one too many`, state.at++)
}

/** `end` is where the last value ended: a missing comma is missing there. `slip`: the first fault that could be passed over. */
type State = { readonly text: string; at: number; readonly open: Closing[]; end: number; slip?: Slip }
type Closing = '}' | ']'

class Refusal extends Error {}

function value(state: State): Json {
  const char = state.text[state.at]
  if (char === '{') return nested(state, object, '}')
  if (char === '[') return nested(state, array, ']')
  if (char === '"' || char === "'") return string(state)
  return literal(state)
}

function nested<T>(state: State, read: (state: State) => T, end: Closing): T {
  if (state.open.push(end) > DEEPEST) throw new Refusal(`it is nested more than ${DEEPEST} deep`)
  state.at++
  const result = read(state)
  state.open.pop()
  return result
}

/** Whether the innermost object or list ends here: with its bracket, or with that of one outside, where its own is missing. */
function closes(state: State): boolean {
  const end = state.open.at(-1) ?? '}'
  if (take(state, end)) return true
  const char = state.text[state.at]
  const outer = (char === '}' || char === ']') && state.open.includes(char)
  if (!outer && !(char === undefined && state.open.length < MOST_MISSING)) return false
  slip(state, `\`${end}\` is missing here`, state.end || state.at)
  return true
}

/** A text that breaks off deeper than this is cut short, and says nothing of what was meant. */
const MOST_MISSING = 4

/** Passes over a fault; the first is told. */
function slip(state: State, reason: string, at: number): void {
  state.slip ??= { reason, at }
}

/** `{ ... }`: more of what stands before it, and nothing itself. */
const MORE: Json = {}

function object(state: State): Json {
  const members: [string, Json][] = []
  const start = state.at
  for (;;) {
    separators(state)
    if (closes(state))
      return members.length === 0 && /[.…]/.test(state.text.slice(start, state.at)) ? MORE : Object.fromEntries(members)
    const name = nameIn(state)
    skip(state)
    if (!take(state, ':')) throw new Refusal(expected(state, '`:`'))
    skip(state)
    members.push([name, value(state)])
    after(state)
  }
}

const BARE_NAME = /[A-Za-z_$][\w$-]*(?=\s*:)/y

function nameIn(state: State): string {
  const char = state.text[state.at]
  if (char === '"' || char === "'") return string(state)
  const reason = expected(state, 'a name in double quotes or `}`')
  BARE_NAME.lastIndex = state.at
  const [name] = BARE_NAME.exec(state.text) ?? []
  if (name === undefined) throw new Refusal(reason)
  slip(state, reason, state.at)
  state.at += name.length
  return name
}

function array(state: State): Json {
  const items: Json[] = []
  for (;;) {
    separators(state)
    if (closes(state)) return items.filter((item) => item !== MORE)
    items.push(value(state))
    after(state)
  }
}

/** After a member: a comma, an ellipsis or the end must come. */
function after(state: State): void {
  state.end = state.at
  skip(state)
  const char = state.text[state.at]
  const end = state.open.at(-1) ?? '}'
  if (char === undefined || char === ',' || char === '}' || char === ']' || isEllipsis(state)) return
  // Right behind a value there is no place for a comma: quotes inside a text look so.
  if (!/["{[\w]/.test(char) || state.at === state.end) throw new Refusal(expected(state, `\`,\` or \`${end}\``))
  slip(state, 'a comma is missing here', state.end)
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
  const quote = state.text[start] ?? ''
  for (let at = start + 1; at < state.text.length; at++) {
    const char = state.text[at]
    if (char === '\\') at++
    else if (char === '\n') break
    else if (char === quote) {
      if (quote === "'") slip(state, 'a text stands in double quotes, not in single ones', start)
      const text = parseString(`"${inDouble(state.text.slice(start + 1, at), quote)}"`)
      if (text === undefined) throw new Refusal('the string has an escape that JSON does not know')
      state.at = at + 1
      return text
    }
  }
  throw new Refusal('the string is not closed on its line')
}

/** What stands between single quotes, as it would between double ones. */
function inDouble(text: string, quote: string): string {
  return quote === '"' ? text : text.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/g, '\\"')
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
const MEANT = /^(?:(?:True|False|None)\b|<[^<>"\n]{1,40}>|[A-Z][A-Z0-9_]{2,40}(?=\s*[,}\]]))/

const PYTHON: ReadonlyMap<string, Json> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
])

function meant(state: State): Json {
  const word = MEANT.exec(state.text.slice(state.at, state.at + 100))?.[0]
  const reason = expected(state, 'a value')
  if (word === undefined) throw new Refusal(reason)
  slip(state, reason, state.at)
  state.at += word.length
  return PYTHON.has(word) ? (PYTHON.get(word) ?? null) : word
}

/** Skips white space and comments of the kinds that samples have. */
function skip(state: State): void {
  for (;;) {
    BLANK.lastIndex = state.at
    state.at += BLANK.exec(state.text)?.[0].length ?? 0
    if (state.text.startsWith('//', state.at) || state.text[state.at] === '#') state.at = find(state, '\n')
    else if (state.text.startsWith('/*', state.at)) state.at = find(state, '*/') + 2
    else if (state.text.startsWith('<!--', state.at)) state.at = find(state, '-->') + 3
    else if (/^\\\r?\n/.test(state.text.slice(state.at, state.at + 3))) {
      slip(state, 'a backslash before the end of a line is none of JSON', state.at)
      state.at++
    } else return
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
