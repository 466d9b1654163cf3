/** `*em*`, `**strong**`, `***both***`, the same with `_`, and `~~deleted~~`: each mark looks ahead for its closing mark. */
import { pay, type Scope } from '../scope.ts'
import { isSpaceAt, isWordAt, mayLookAhead, type Piece, type State } from './state.ts'

/** Where the content of a mark ends, and how long the closing mark is. */
type Close = { readonly from: number; readonly end: number; readonly length: number; readonly tags: readonly string[] }

/** A search for closing marks in a text. */
type Search = { readonly source: string; readonly mark: string; readonly scope: Scope }

/** The rule. */
export function emphasis(state: State): Piece | undefined {
  const { source, at, since, scope } = state
  const mark = source[at] ?? ''
  if ((at > since && isWordAt(source, at - 1)) || !mayLookAhead(state)) return undefined
  const count = runLength(source, at)
  const from = at + count
  if (count > 3 || from >= source.length || isSpaceAt(source, from)) return undefined
  if (mark === '~' && count !== 2) return undefined
  const close = closing({ source, mark, scope }, from, count)
  return close === undefined ? pay(scope, source.length - at) : marked(state, close)
}

function marked(state: State, { from, end, length, tags }: Close): Piece | undefined {
  const { html, text } = state.inside(state.source.slice(from, end))
  if (html === '') return undefined
  const [open, close] = [tags.map((tag) => `<${tag}>`), tags.toReversed().map((tag) => `</${tag}>`)]
  return { length: end + length - state.at, html: open.join('') + html + close.join(''), text }
}

function closing(search: Search, from: number, count: number): Close | undefined {
  if (count === 1) return single(search, from, from)
  return count === 2 ? double(search, from) : triple(search, from)
}

/** A mark that follows no space and precedes no letter. `first` is where the content may first end. */
function single(search: Search, from: number, first: number): Close | undefined {
  const { source } = search
  for (let end = nextMark(search, first); end !== -1; end = nextMark(search, end)) {
    if (!isSpaceAt(source, end - 1) && !isWordAt(source, end + 1)) return { from, end, length: 1, tags: ['em'] }
  }
  return undefined
}

function double(search: Search, from: number): Close | undefined {
  const { source, mark } = search
  const tags = [mark === '~' ? 'del' : 'strong']
  for (let end = nextMark(search, from); end !== -1; end = nextMark(search, end + 1)) {
    if (source[end + 1] === mark && !isSpaceAt(source, end - 1)) return { from, end, length: 2, tags }
  }
  return undefined
}

/** The first closing mark decides what the outer mark is: all three, or one or two with the others inside. */
function triple(search: Search, from: number): Close | undefined {
  const { source, mark } = search
  let end = nextMark(search, from)
  while (end !== -1 && isSpaceAt(source, end - 1)) end = nextMark(search, end)
  if (end === -1) return undefined
  if (source[end + 1] !== mark) return double(search, from - 1)
  if (source[end + 2] === mark) return { from, end, length: 3, tags: ['strong', 'em'] }
  return single(search, from - 2, from - 1)
}

const STOPS: Readonly<Record<string, RegExp>> = { '*': /[*[]/g, _: /[_[]/g, '~': /[~[]/g }

/** The next such mark behind `from` that is not escaped and not inside a link; -1 if there is none. */
function nextMark(search: Search, from: number): number {
  const { source, mark, scope } = search
  const stop = STOPS[mark] ?? /$/g
  let at = from + 1
  while (scope.budget.left > 0) {
    stop.lastIndex = at
    const found = stop.exec(source)
    if (found === null) return -1
    at = found.index
    if (source[at - 1] === '\\') at++
    else if (found[0] === mark) return at
    else {
      const { inside, next } = skipLink(search, at)
      if (inside !== -1) return inside
      at = next
    }
  }
  return -1
}

/** Where reading goes on behind brackets, or where a mark counts that is `inside` them; -1 if none does. */
type Skip = { readonly inside: number; readonly next: number }

/** Steps over `[…](…)` and `[…][…]`; in brackets that are no link, or are never closed, a mark counts. */
function skipLink(search: Search, at: number): Skip {
  const { source, scope } = search
  const bracket = indexOrEnd(source, ']', at + 1)
  const open = afterSpaces(source, bracket + 1)
  const close = source[open] === '[' ? ']' : source[open] === '(' ? ')' : undefined
  const last = close === undefined ? open : indexOrEnd(source, close, open + 1)
  pay(scope, last - at)
  if (close !== undefined && last < source.length) return { inside: -1, next: last + 1 }
  const text = markWithin(search, at + 1, bracket)
  return { inside: text === -1 ? markWithin(search, open + 1, last) : text, next: last }
}

function indexOrEnd(source: string, text: string, from: number): number {
  const index = source.indexOf(text, from)
  return index === -1 ? source.length : index
}

function afterSpaces(source: string, from: number): number {
  let at = from
  while (isSpaceAt(source, at)) at++
  return at
}

function markWithin({ source, mark }: Search, from: number, to: number): number {
  const index = source.slice(from, to).indexOf(mark)
  return index === -1 ? -1 : from + index
}

function runLength(source: string, at: number): number {
  let end = at
  while (end < at + 4 && source[end] === source[at]) end++
  return end - at
}
