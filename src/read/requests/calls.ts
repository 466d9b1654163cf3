/** The requests that a sample makes: `curl`, `requests.get('…')`, `fetch('…')`, `URI('…')`. */
import { group } from '../../model/vocabulary.ts'
import { readCurls } from './curl.ts'
import { readUrl, type Target } from './url.ts'

export type Call = {
  readonly target: Target
  /** Line from 0 and column from 1 within the sample. */
  readonly line: number
  readonly column: number
}

/** What takes a URL as its first argument. */
const CLIENT = 'requests|http|client|axios|session|httpx|RestClient|HTTParty|Unirest|[$]client|[$]http'
const CALLER = group(String.raw`
  \b(?:${CLIENT})\s*(?:\.|->|::)\s*(?:get|post|put|patch|delete|request)
  \bfetch|\bURI(?:\.parse)?|\baxios
`)
const IN_CODE = new RegExp(String.raw`${CALLER}\s*\(\s*(["'${'`'}])([^"'${'`'}\n]{1,500})\1`, 'g')

/** The calls of a sample in order. Calls with the URL in a variable are not seen. */
export function callsIn(text: string, language: string): Call[] {
  const lines = text.split('\n')
  if (/^(?:shell|bash|sh|console|plaintext)$/.test(language)) {
    return readCurls(text).flatMap((curl) => called(curl.url, placeIn(lines, curl.line, curl.url)))
  }
  return [...text.slice(0, 50_000).matchAll(IN_CODE)].flatMap((match) => {
    const before = text.slice(0, match.index).split('\n')
    const url = match[2] ?? ''
    return called(url, placeIn(lines, before.length - 1, url))
  })
}

function called(url: string, { line, column }: Omit<Call, 'target'>): Call[] {
  const plain = url.replaceAll(/\$\{[^{}]*\}|#\{[^{}]*\}/g, (whole) => `{${whole.slice(2, -1)}}`)
  const target = /^(?:https?:\/\/|\/)/.test(plain) ? readUrl(plain) : undefined
  return target === undefined || target.path === '/' ? [] : [{ target, line, column }]
}

/** Where the URL stands, from the line on which the call begins. */
function placeIn(lines: readonly string[], from: number, url: string): Omit<Call, 'target'> {
  for (let line = from; line < Math.min(lines.length, from + 40); line++) {
    const at = lines[line]?.indexOf(url) ?? -1
    if (at >= 0) return { line, column: at + 1 }
  }
  return { line: from, column: 1 }
}
