/** Shell text as commands of words, with quotes, escapes and comments as a shell has them. Nothing is ever run. */

/** A word without its quotes, and its line from 0. */
export type Word = { readonly text: string; readonly line: number }

type State = {
  readonly text: string
  readonly commands: Word[][]
  at: number
  line: number
  words: Word[]
  word: string | undefined
  /** The line on which the open word began. */
  started: number
}

/** How far to look ahead for what a line goes on with. */
const AHEAD = 80

/**
 * The commands of a text. A line that begins with a flag belongs to the one before it, backslash or not; so does one with
 * the address that a `curl` before it lacks.
 */
export function shellCommands(text: string): Word[][] {
  const state: State = { text, commands: [], at: 0, line: 0, words: [], word: undefined, started: 0 }
  while (state.at < text.length) if (!plain(state)) step(state, text[state.at] ?? '')
  endCommand(state)
  return state.commands
}

/** What means itself wherever it stands; most of a text is that. */
const PLAIN = /[^\\'"#;|&\s]+/y

function plain(state: State): boolean {
  PLAIN.lastIndex = state.at
  if (!PLAIN.test(state.text)) return false
  add(state, state.text.slice(state.at, PLAIN.lastIndex))
  state.at = PLAIN.lastIndex
  return true
}

function step(state: State, char: string): void {
  if (char === '\\') escape(state)
  else if (char === "'" || char === '"') quoted(state, char)
  else if (char === '#' && state.word === undefined) state.at = indexOf(state, '\n', state.at)
  else if (char === '\n') endLine(state)
  else if (
    char === ';' ||
    char === '|' ||
    (char === '&' && (state.text[state.at + 1] === '&' || state.word === undefined))
  ) {
    endCommand(state)
    state.at++
  } else if (/\s/.test(char)) {
    endWord(state)
    state.at++
  } else {
    add(state, char)
    state.at++
  }
}

function escape(state: State): void {
  const end = /^[ \t]*\r?\n/.exec(state.text.slice(state.at + 1, state.at + AHEAD))
  if (end === null) {
    add(state, state.text[state.at + 1] ?? '')
    state.at += 2
    return
  }
  endWord(state)
  state.at += 1 + end[0].length
  state.line++
}

function quoted(state: State, quote: string): void {
  const close = closing(state, quote)
  const inside = state.text.slice(state.at + 1, close)
  add(state, quote === '"' && inside.includes('\\') ? unescaped(inside) : inside)
  for (let at = inside.indexOf('\n'); at >= 0; at = inside.indexOf('\n', at + 1)) state.line++
  state.at = close + 1
}

function unescaped(inside: string): string {
  return inside.replaceAll(/\\\r?\n/g, '').replaceAll(/\\(["\\$`])/g, '$1')
}

/** Where a quote is closed; in double quotes a backslash keeps what follows it from closing. */
function closing(state: State, quote: string): number {
  const { text } = state
  for (let end = indexOf(state, quote, state.at + 1); ; end = indexOf(state, quote, end + 1)) {
    if (quote === "'" || end === text.length || !isEscaped(text, state.at, end)) return end
  }
}

/** Whether an odd number of backslashes stands right before `at`, behind the place of the opening quote. */
function isEscaped(text: string, open: number, at: number): boolean {
  let before = at
  while (before - 1 > open && text[before - 1] === '\\') before--
  return (at - before) % 2 === 1
}

function endLine(state: State): void {
  endWord(state)
  state.at++
  state.line++
  const next = state.text.slice(state.at, state.at + AHEAD)
  if (!/^[ \t]*-{1,2}[A-Za-z]/.test(next) && !(ADDRESS.test(next) && lacksAddress(state.words))) endCommand(state)
}

const ADDRESS = /^[ \t]*['"]?https?:\/\//

function lacksAddress(words: readonly Word[]): boolean {
  return (
    words.slice(0, 4).some(({ text }) => /(?:^|\/)curl$/.test(text)) && !words.some(({ text }) => /^https?:/.test(text))
  )
}

function endCommand(state: State): void {
  endWord(state)
  if (state.words.length > 0) state.commands.push(state.words)
  state.words = []
}

function endWord(state: State): void {
  if (state.word !== undefined) state.words.push({ text: state.word, line: state.started })
  state.word = undefined
}

function add(state: State, part: string): void {
  if (state.word === undefined) state.started = state.line
  state.word = (state.word ?? '') + part
}

function indexOf({ text }: State, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}
