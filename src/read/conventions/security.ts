/**
 * How callers show who they are: keys, tokens and passwords in the headers, queries and `-u` of samples and prose. What
 * one call shows belongs together; what prose names one after the other are alternatives, unless two are halves of one.
 */
import type { Span } from '../../finding.ts'
import { sameName } from '../../model/credentials.ts'
import type { Block, Code, List } from '../../model/page.ts'
import type { Security } from '../../model/security.ts'
import { aboutWebhooks, isAuthentication } from '../headings.ts'
import { textOf } from '../units.ts'
import { header, readCurls } from '../requests/curl.ts'
import type { Convention, SecurityFound } from './convention.ts'
import { fences } from './fences.ts'
import { told } from './security-told.ts'
import { fromHeader, fromUrl } from './security-values.ts'

export const security: Convention = (unit) => {
  const headings = [unit.heading, ...unit.above]
  // What a chapter on webhooks tells of is what the API shows to others.
  const webhooks = aboutWebhooks(headings)
  const about = !webhooks && headings.some((heading) => heading !== undefined && isAuthentication(heading.text))
  const ours = webhooks ? [] : unit.parts.flatMap(({ blocks }) => blocks)
  const prose = ours.flatMap((block) => inProse(block, about))
  const calls = fences(unit).filter(({ use }) => use === 'sample' || use === 'other')
  const shown = calls.flatMap(({ code }) => [...inCode(code), ...(about ? inAddress(code) : [])])
  const named = ours.flatMap((block) => namedIn(block, about))
  return [...prose, ...shown, ...named].map((found) => ({ ...found, weak: !about }))
}

function namedIn(block: Block, about: boolean): SecurityFound[] {
  return told(block, about).map((schemes) => ({ ...together(schemes, block.span), told: true }))
}

/** `Authorization: meowmeowmeow` on a line of its own, in a code span or plain. */
function inProse(block: Block, about: boolean): SecurityFound[] {
  if (block.kind === 'quote') return block.blocks.flatMap((inner) => inProse(inner, about))
  if (block.kind === 'list') return about ? [...inList(block), ...inItems(block)] : []
  if (block.kind !== 'paragraph') return []
  const alone = block.codes.length === 1 && block.text.trim() === block.codes[0]?.trim()
  const lines = alone || about || DEMAND.test(block.text) ? block.codes : []
  const found = lines.flatMap((line) =>
    /^[A-Za-z][\w-]*\s*:/.test(line.trim()) ? fromHeader(header(line), block.span, about) : fromUrl(line, block.span),
  )
  const whole = areHalves(found) || areBoth(found, block.text)
  return whole ? [together(found, block.span)] : found.map((one) => together([one], one.span))
}

/** What all callers are told, whatever the chapter is called. */
const DEMAND =
  /\bauthori[sz]ation header\b[^.\n]{0,60}\b(?:every|each|all)\b|\b(?:with|to|in|on) (?:every|each|all) (?:\w+ )?(?:requests?|calls?)\b/i

/** Headers that nothing but `and` or a new line parts: both are sent. */
function areBoth(found: readonly Security[], text: string): boolean {
  const places = new Set(found.map(placeOf))
  const inHeaders = found.every((one) => placeOf(one).startsWith('header'))
  return found.length > 1 && places.size === found.length && inHeaders && !EITHER.test(text)
}

const EITHER = /\b(?:or|either|instead|alternativ\w*|otherwise|older|deprecated|oder|ou|o)\b|或|または/i

/** Items that are header lines: all of one list, unless two stand in one place. */
function inItems(list: List): SecurityFound[] {
  const lines = list.items.flatMap((item) =>
    item.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.codes : [])),
  )
  const found = lines.flatMap((line) =>
    /^[A-Za-z][\w-]*\s*:\s*\S/.test(line.trim()) ? fromHeader(header(line), list.span, true) : [],
  )
  return EITHER.test(textOf([list])) ? found.map((one) => together([one], list.span)) : separate(found, list.span)
}

/** What generators of pages write: `Parameter Name: X-Api-Key, in: header`, `HTTP Authentication, scheme: bearer`. */
function inList(list: List): SecurityFound[] {
  const text = textOf([list])
  const keys = [...text.matchAll(/Parameter Name: ([\w-]+), in: (header|query|cookie)\b/gi)].map(
    ([, name = '', place = '']): Security => ({
      kind: 'key',
      in: place === 'query' || place === 'cookie' ? place : 'header',
      name,
      prefix: undefined,
      examples: [],
      span: list.span,
    }),
  )
  const http = [...text.matchAll(/HTTP Authentication, scheme: (bearer|basic)\b/gi)].map(([, scheme]): Security => ({
    kind: scheme === 'basic' ? 'basic' : 'bearer',
    examples: [],
    span: list.span,
  }))
  return [...keys, ...http].map((one) => together([one], list.span))
}

/** Two keys in one kind of place, of which one tells who calls and the other proves it: an id and its secret. */
function areHalves(found: readonly Security[]): boolean {
  const names = found.flatMap((one) => (one.kind === 'key' ? [`${one.in} ${one.name.toLowerCase()}`] : []))
  const places = new Set(names.map((name) => name.split(' ')[0]))
  const secrets = names.filter((name) => /secret|password|passphrase/.test(name))
  return found.length === 2 && names.length === 2 && places.size === 1 && secrets.length === 1
}

function inCode(code: Code): SecurityFound[] {
  if (code.language === 'json' || code.text.length > 100_000) return []
  const curls = readCurls(code.text)
  if (curls.length === 0) return separate(quoted(code), code.span)
  return curls.flatMap((curl) =>
    separate(
      [
        ...curl.headers.flatMap((pair) => fromHeader(pair, code.span, false)),
        ...fromUrl(curl.url, code.span),
        ...(curl.user === undefined ? [] : [{ kind: 'basic', examples: [curl.user], span: code.span } as const]),
      ],
      code.span,
    ),
  )
}

/** A chapter on authentication may show nothing but an address. */
function inAddress({ text, span }: Code): SecurityFound[] {
  const alone = /^\s*(?:GET\s+)?(https?:\/\/[^\s?]{1,300}\?\S{1,300})\s*$/.exec(text.slice(0, 1000))?.[1]
  const found = alone === undefined ? [] : fromUrl(alone, span, true)
  return found.length === 0 ? [] : [together(found, span)]
}

/** One call cannot show two credentials in one place: a block that has them shows alternatives. */
function separate(found: readonly Security[], span: Span): SecurityFound[] {
  const unique = found.filter((one, at) => !found.slice(0, at).some((other) => isSame(one, other)))
  const clash = unique.some((one, at) => unique.slice(0, at).some((other) => placeOf(one) === placeOf(other)))
  if (clash) return unique.map((one) => together([one], span))
  return unique.length === 0 ? [] : [together(unique, span)]
}

/** Where on the wire a credential stands. */
function placeOf(one: Security): string {
  return one.kind === 'key' || one.kind === 'signature' ? `${one.in} ${one.name.toLowerCase()}` : 'header authorization'
}

function isSame(one: Security, other: Security): boolean {
  if (one.kind === 'key' && other.kind === 'key')
    return one.in === other.in && one.prefix === other.prefix && sameName(one.name, other.name, one.in)
  return one.kind === other.kind && one.kind !== 'composite'
}

/** `'Authorization': 'Token x'` of a program, `"Authorization: x"` of a command, `Authorization: x` of a request. */
function quoted(code: Code): Security[] {
  const result: Security[] = []
  let headers = false
  for (const line of code.text.split('\n').slice(0, 400)) {
    const short = line.slice(0, 400)
    headers = /header/i.test(short) || (headers && !AFTER_HEADERS.test(short))
    const [, name = '', value = ''] =
      PATTERNS.map((pattern) => pattern.exec(short)).find((match) => match !== null) ?? []
    if (headers || OWN_NAME.test(name)) result.push(...fromHeader([name, value], code.span, false))
  }
  return result
}

/** Where the headers of a program end: with their braces, or where something else begins. */
const AFTER_HEADERS =
  /^\s*[}\])]+[\s,;)]*$|\b(?:body|data|json|payload|params|form|fields|query|qs)\b["']?\s*(?:=>|=|:)/i
/** Names that nothing but a header has; `token` and `api_key` may as well be variables and fields. */
const OWN_NAME = /^(?:authorization|x[-_].*|.*-.*)$/i
const PATTERNS = [
  /["'`]([A-Za-z][\w-]{2,40}):\s+([^"'`]{1,300})["'`]/,
  /["']?\b([A-Za-z][\w-]{2,40})["']?\s*(?:=>|:|,)\s*f?["'`]([^"'`]{1,300})["'`]/,
  /\b(Authorization)\s*=\s*f?["'`]([^"'`]{1,300})["'`]/,
  /^\s*([A-Za-z][\w-]{2,40}):\s*([^\s{[(][^\n]{0,300})$/,
]

function together(schemes: readonly Security[], span: Span): SecurityFound {
  return { kind: 'security', schemes, weak: true, told: false, span }
}
