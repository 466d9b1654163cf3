/** Request statements: a method and a URL in one line of text, in whatever block they stand. */
import { METHODS, type Method } from '../../model/contract.ts'
import { readUrl, type Target } from './url.ts'

export type Statement = { readonly method: Method; readonly url: string; readonly target: Target }

const METHOD = METHODS.join('|')
/** What most texts have nothing of. */
const ANY = new RegExp(METHOD)
const LINE = new RegExp(
  String.raw`^\[?((?:${METHOD})(?:\s*(?:[|/,]|or|and)\s*(?:${METHOD}))*)\]?(?:\s*[:：]\s*|\s+|(?=/))(\S.*)$`,
  's',
)
/** What may stand before the statement in its line: a label of a few words that ends in a colon, or a list number. */
const LABEL = /^(?:(?!https?:)[^`:：]{1,40}[:：]\s*|\d{1,2}[.)]\s+|[-*•]\s+)/u

/** `/orders的示例`: languages without spaces write on right behind the address. */
const WORDS_BEHIND = /(?<=^[!-~]*[\w}>\]/])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}][^/<>{}[\]]*$/u

/** The statements that a line of text makes; several where it names several methods, none where it is prose. */
export function statements(line: string): Statement[] {
  const text = line.trim()
  if (text.length > 2000) return []
  const match = LINE.exec(text)
  if (match === null) return []
  const url = onlyUrl(match[2] ?? '')?.replace(WORDS_BEHIND, '')
  const target = url === undefined ? undefined : readUrl(url)
  if (url === undefined || target === undefined) return []
  return methods(match[1] ?? '').map((method) => ({ method, url, target }))
}

/** As `statements`, for lines that may begin with a label: `Endpoint: GET /x`. */
export function labelled(line: string): Statement[] {
  if (!ANY.test(line)) return []
  const direct = statements(line)
  return direct.length > 0 ? direct : statements(line.trim().replace(LABEL, ''))
}

const WORDS = new RegExp(String.raw`\b(?:${METHOD})\b`, 'g')

function methods(text: string): Method[] {
  const named = new Set<string>(text.match(WORDS))
  return METHODS.filter((method) => named.has(method))
}

/** The URL at the start of a text, if nothing but `HTTP/1.1`, a comment or a remark in brackets follows. Spaces may stand inside brackets. */
function onlyUrl(text: string): string | undefined {
  let depth = 0
  for (const { 0: mark, index } of text.matchAll(/[<{[>}\]\s]/g)) {
    if ('<{['.includes(mark)) depth++
    else if ('>}]'.includes(mark)) depth = Math.max(0, depth - 1)
    else if (depth === 0)
      return /^\s*(?:HTTP\/[\d.]+|#.*|\/\/.*|[(（][^()（）]{1,40}[)）]|)\s*$/.test(text.slice(index))
        ? text.slice(0, index)
        : undefined
  }
  return depth === 0 ? text : undefined
}
