/** What looks like a real credential: by the form that a service gives its keys, or by its name and its randomness. */
import { finding, type Finding } from '../../finding.ts'
import type { Page, SourceFile } from '../../model/page.ts'
import { onceEach, remembered } from '../../model/remember.ts'
import { cappedOf } from './look.ts'
import type { Rule } from './lint.ts'
import { inPieces } from './place.ts'

type Seen = {
  readonly value: string
  readonly file: string
  readonly line: number
  readonly column: number
}

export const secretShown: Rule = ({ page }) => {
  const seen = new Map(
    page.files
      .flatMap(secretsIn)
      .toReversed()
      .map((one) => [one.value, one]),
  )
  return cappedOf([...seen.values()].toReversed(), 6, (one) => told(one, page))
}

/** Keys that say of themselves what they are. */
const FORMS =
  /\b(?:sk_live_[A-Za-z0-9]{16,}|rk_live_[A-Za-z0-9]{16,}|AKIA[0-9A-Z]{16}|gh[pos]_[A-Za-z0-9]{36}|xox[abp]-[\w-]{20,}|AIza[\w-]{35}|SG\.[\w-]{22}\.[\w-]{43})\b|-----BEGIN (?:RSA |EC )?PRIVATE KEY-----(?=(?:\\[rn]|\s)*[A-Za-z0-9+/]{40})/g
/** A name that speaks of a credential, then its value. */
const NAMED =
  /(?:api[ _-]?key|apikey|secret(?:[ _-]?key)?|access[ _-]?token|auth[ _-]?token|client[ _-]?secret|password|authorization["']?\s*(?::|=>|=)\s*["']?(?:bearer|token|basic))["'`]?\s*(?::|=>|=|\s)\s*["'`]?([A-Za-z0-9_+/=-]{20,200})(?![\w.-])/gi
const LONGEST_LINE = 2000

/** Most files speak of nothing secret, and most lines of the others; one look at the text tells. */
const TELLING = /key|secret|token|password|authorization|_live_|AKIA|gh[pos]_|xox[abp]-|AIza|SG\.|PRIVATE/gi

function secretsIn(file: SourceFile): readonly Seen[] {
  return seenIn(file).flatMap(({ line, found }) =>
    found.map((one) => ({ ...one, file: file.path, line: line + one.line })),
  )
}

/** By lines, from 0. */
const seenIn = inPieces((text): readonly Omit<Seen, 'file'>[] => {
  const seen: Omit<Seen, 'file'>[] = []
  for (const { short, line } of tellingLines(text)) {
    for (const match of short.matchAll(FORMS)) note(match[0], match.index, line)
    if (!/key|secret|token|password|authorization/i.test(short)) continue
    for (const match of short.matchAll(NAMED)) {
      const value = match[1] ?? ''
      if (isRandom(value)) note(value, match.index + match[0].lastIndexOf(value), line)
    }
  }
  return seen

  function note(value: string, at: number, line: number): void {
    if (!isPlaceholder(value)) seen.push({ value, line, column: at + 1 })
  }
})

/** The lines of a text that speak of secrets, from 0, cut off where they are very long. */
function* tellingLines(text: string): Generator<{ readonly short: string; readonly line: number }> {
  let [line, counted] = [0, 0]
  TELLING.lastIndex = 0
  for (let match = TELLING.exec(text); match !== null; match = TELLING.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1
    for (let at = text.indexOf('\n', counted); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++
    const end = text.indexOf('\n', start)
    yield {
      short: text
        .slice(start, end < 0 ? undefined : end)
        .replace(/\r$/, '')
        .slice(0, LONGEST_LINE),
      line,
    }
    if (end < 0) return
    TELLING.lastIndex = counted = end
  }
}

/** Letters and digits in no order: both kinds, many different ones, no run of the alphabet, no uuid. */
function isRandom(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0
  if (digits < 3 || digits === value.length || /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value)) return false
  if (/pass|user|secret|key|@|smith/i.test(Buffer.from(value, 'base64').toString('latin1'))) return false
  return new Set(value.toLowerCase()).size >= 11 && !/(.)\1{3}/.test(value) && /[a-z]/i.test(value)
}

function isPlaceholder(value: string): boolean {
  return /example|sample|dummy|test|fake|your|xxx|demo|sandbox|0123|1234|2345|3456|4567|5678|abcd|bcde|cdef|qwer|asdf|zxcv|foo|bar|token|secret|_key|deadbeef|lorem|EXAMPLE/i.test(
    value,
  )
}

const timesIn = onceEach(({ text }: SourceFile) => remembered((value) => text.split(value).length - 1, 100))

function told({ value, file, line, column }: Seen, page: Page): Finding {
  const times = page.files.reduce((sum, one) => sum + timesIn(one)(value), 0)
  const shown = value.length > 12 ? `${value.slice(0, 4)}…${value.slice(-4)}` : value
  const often = times > 1 ? ` It stands on the page ${times} times.` : ''
  const message = `\`${shown}\` looks like a real credential.${often}`
  return finding('secret-shown', { file, line, column, endLine: line }, message)
}
