/** Object literals of programs, as Python, JavaScript and Ruby write them. What is computed is kept as its words. */
import type { Json } from '../../model/shape.ts'

type State = { readonly text: string; at: number }

const DEEPEST = 40
const LONGEST = 50_000

/** The literal that begins at an offset: `{…}`, `[…]` or `dict(…)`; undefined where there is none that ends. */
export function programValue(text: string, from: number): Json | undefined {
  const state = { text: text.slice(from, from + LONGEST), at: 0 }
  blank(state)
  return /^(?:[{[]|dict\s*\()/.test(state.text.slice(state.at, state.at + 20)) ? value(state, 0) : undefined
}

/** Undefined where the text ends too early or makes no sense. */
function value(state: State, depth: number): Json | undefined {
  blank(state)
  if (depth > DEEPEST) return undefined
  const char = state.text[state.at]
  if (char === '{') return object(state, depth, '}')
  if (char === '[') return array(state, depth, ']')
  if (char === '(') return array(state, depth, ')')
  if (take(state, DICT) !== undefined) return object(state, depth, ')')
  return string(state) ?? scalar(state)
}

const DICT = /dict\s*(?=\()/y
const NAME = /(?:"([^"\n]*)"|'([^'\n]*)'|:?([A-Za-z_$][\w$-]*))\s*(?:=>|:|=)/y
const REST = /\.\.\.[^,}\])]*,?|,/y

function object(state: State, depth: number, end: string): Json | undefined {
  const found: [string, Json][] = []
  state.at++
  for (;;) {
    blank(state)
    if (state.text[state.at] === end) break
    if (take(state, REST) !== undefined) continue
    const name = take(state, NAME)
    const inside = name === undefined ? undefined : value(state, depth + 1)
    if (name === undefined || inside === undefined) return undefined
    found.push([name[1] ?? name[2] ?? name[3] ?? '', inside])
  }
  state.at++
  return Object.fromEntries(found)
}

function array(state: State, depth: number, end: string): Json | undefined {
  const found: Json[] = []
  state.at++
  for (;;) {
    blank(state)
    if (state.text[state.at] === end) break
    if (take(state, REST) !== undefined) continue
    const inside = value(state, depth + 1)
    if (inside === undefined) return undefined
    found.push(inside)
  }
  state.at++
  return found
}

const STRING = /[fbr]?(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\[^])*)`)(?=\s*(?:[,}\])\n]|$))/y

function string(state: State): string | undefined {
  const found = take(state, STRING)
  return found && (found[1] ?? found[2] ?? found[3] ?? '').replaceAll(/\\(["'`\\])/g, '$1')
}

const SCALAR = /[^\s,{}[\]()][^,{}[\]()\n]*(?:\([^()\n]*\))?/y
const WORDS: Readonly<Record<string, Json>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  nil: null,
  None: null,
  undefined: null,
}

/** Numbers and the words of three languages; any other expression is the text of itself. */
function scalar(state: State): Json | undefined {
  const text = take(state, SCALAR)?.[0].trim()
  if (text === undefined || text === '') return undefined
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(text)) return Number(text)
  return Object.hasOwn(WORDS, text) ? WORDS[text] : text
}

const BLANK = /(?:\s|#(?!\{)[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y

function blank(state: State): void {
  take(state, BLANK)
}

function take(state: State, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = state.at
  const found = pattern.exec(state.text)
  if (found === null) return undefined
  state.at += found[0].length
  return found
}
