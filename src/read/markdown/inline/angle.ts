/** `<http://…>` and `<a@b.c>` are links; any other `<word … >` is a tag of the author's and passes through. */
import { pay } from '../scope.ts'
import { escapeHref, escapeHtml } from './escape-html.ts'
import { isWordAt, mayLookAhead, type Piece, type State } from './state.ts'

/** The rule. */
export function angle(state: State): Piece | undefined {
  const { source, at } = state
  if (!isWordAt(source, source[at + 1] === '/' ? at + 2 : at + 1) || !mayLookAhead(state)) return undefined
  return mail(state) ?? address(state) ?? tag(state)
}

const MAIL = /<\/?[A-Za-z0-9.+-]+@[A-Za-z0-9._-]*>/y

function mail({ source, at }: State): Piece | undefined {
  const found = matchAt(MAIL, source, at)
  return found === undefined ? undefined : autolink(found, 'mailto:')
}

const SCHEME = /<\/?[A-Za-z0-9.+-]+:/y

/** Up to `>`, with no space or quotation mark before it that a backslash does not excuse. */
function address({ source, at }: State): Piece | undefined {
  const scheme = matchAt(SCHEME, source, at)
  if (scheme === undefined) return undefined
  const start = at + scheme.length
  let end = start
  while (end < source.length && !'>\'" \n'.includes(source[end] ?? '')) end += source[end] === '\\' ? 2 : 1
  return source[end] === '>' && end > start ? autolink(source.slice(at, end + 1), '') : undefined
}

function autolink(found: string, scheme: string): Piece {
  const url = found.slice(1, -1).replaceAll(/\\([^]|$)/g, '$1')
  const text = url.replace(/^mailto:/, '')
  return { length: found.length, html: `<a href="${scheme}${escapeHref(url)}">${escapeHtml(text)}</a>`, text }
}

/** Up to the first `>`, wherever it is. */
function tag({ source, at, scope }: State): Piece | undefined {
  const end = source.indexOf('>', at)
  if (end === -1) return pay(scope, source.length - at)
  const html = source.slice(at, end + 1)
  return { length: html.length, html, text: /^<br\b/i.test(html) ? '\n' : '' }
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}
