/** `[text](url "title")`, `[text][id]`, `[id]` and the same with `!` for images. */
import { pay } from '../scope.ts'
import { referenceId, type Reference } from '../references.ts'
import { escapeHref, escapeHtml } from './escape-html.ts'
import { isSpaceAt, mayLookAhead, type Piece, type State } from './state.ts'

/** What a link points to, and where it ends in the source. */
type Target = { readonly url: string; readonly title: string | undefined; readonly end: number }

/** The rule. */
export function link(state: State): Piece | undefined {
  const { source, at, since, scope } = state
  const close = mayLookAhead(state) ? closingBracket(source, at) : -1
  const target = close === -1 ? undefined : targetOf(state, close)
  if (target === undefined) return pay(scope, source.length - at)
  const text = source.slice(at + 1, close)
  const length = target.end - at
  if (at > since && source[at - 1] === '!') return { length, html: imageOf(text, target), text, drop: 1 }
  const inside = state.inside(text)
  const html = `<a href="${escapeHref(target.url)}"${titleOf(target.title)}>${inside.html}</a>`
  return { length, html, text: inside.text }
}

function imageOf(alt: string, { url, title }: Target): string {
  return `<img src="${escapeHref(url)}" alt="${escapeHtml(alt)}"${titleOf(title)}>`
}

function titleOf(title: string | undefined): string {
  return title === undefined || title === '' ? '' : ` title="${escapeHtml(title)}"`
}

const [BACKSLASH, OPEN, CLOSE] = [92, 91, 93]

/** The bracket that closes the one at `at`; escaped ones do not count. */
function closingBracket(source: string, at: number): number {
  for (let level = 1, end = at + 1; end < source.length; end++) {
    const code = source.charCodeAt(end)
    if ((code !== OPEN && code !== CLOSE) || source.charCodeAt(end - 1) === BACKSLASH) continue
    level += code === OPEN ? 1 : -1
    if (level === 0) return end
  }
  return -1
}

function targetOf(state: State, close: number): Target | undefined {
  const { source, at, scope } = state
  let next = close + 1
  while (isSpaceAt(source, next)) next++
  if (source[next] === '(') return inlineTarget(source, next + 1)
  const end = source[next] === '[' ? source.indexOf(']', next) : close
  if (end === -1) return undefined
  const named = end > close && end > next + 1
  const id = named ? source.slice(next + 1, end) : oneLine(source.slice(at + 1, close))
  return found(scope.references.get(referenceId(id)), end + 1)
}

function found(reference: Reference | undefined, end: number): Target | undefined {
  return reference === undefined ? undefined : { url: unescape(reference.url), title: reference.title, end }
}

/** A text over several lines is looked up with one space for each line end. */
function oneLine(text: string): string {
  return text.replaceAll(/( ?)\n/g, ' ')
}

/** `url "title")`: parentheses in the address count in pairs; a quotation mark behind a space begins the title. */
function inlineTarget(source: string, from: number): Target | undefined {
  let start = from
  while (isSpaceAt(source, start)) start++
  const stop = addressEnd(source, start)
  if (stop >= source.length) return undefined
  if (source[stop] === ')') return target(source.slice(start, stop), undefined, stop + 1)
  const end = titleEnd(source, stop)
  if (end >= source.length) return undefined
  const quoted = source.slice(stop + 1, end).trimEnd()
  const whole = quoted.length > 0 && '\'"'.includes(quoted.at(-1) ?? ' ')
  if (!whole) return target(source.slice(start, end), undefined, end + 1)
  return target(source.slice(start, stop), quoted.slice(0, -1), end + 1)
}

function target(address: string, title: string | undefined, end: number): Target {
  const trimmed = address.trimEnd()
  const opened = trimmed.startsWith('<') ? trimmed.slice(1) : trimmed
  return { url: unescape(opened.endsWith('>') ? opened.slice(0, -1) : opened), title, end }
}

function addressEnd(source: string, start: number): number {
  let at = start
  for (let open = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\\') at++
    else if (character === '(') open++
    else if (character === ')' && open-- === 0) return at
    else if ((character === '"' || character === "'") && isSpaceAt(source, at - 1)) return at
  }
  return at
}

/** The parenthesis behind the closing quotation mark. */
function titleEnd(source: string, start: number): number {
  const quote = source[start]
  let inside = true
  let at = start + 1
  for (; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === quote) inside = false
    else if (source[at] === ')' && !inside) return at
  }
  return at
}

function unescape(url: string): string {
  return url.replaceAll(/\\([^]|$)/g, '$1')
}
