/** How callers show who they are: keys, tokens and passwords in the headers, queries and `-u` of samples and prose. */
import type { Span } from '../../finding.ts'
import type { Security } from '../../model/contract.ts'
import type { Block, Code } from '../../model/page.ts'
import { isAuthentication } from '../headings.ts'
import { whole } from '../pattern.ts'
import { header, readCurls } from '../requests/curl.ts'
import type { Contribution, Convention } from './convention.ts'
import { fences } from './fences.ts'

/** Header names that carry credentials, and query names that do. */
const KEY_HEADER = whole(String.raw`
  (?:x[-_])?(?:\w+[-_])*(?:api[-_]?(?:key|token|secret)|auth(?:[-_]?(?:token|key))?|access[-_]?(?:token|key))
  (?:x[-_])?(?:\w+[-_])*(?:client[-_]?(?:id|secret)|app[-_]?(?:key|id|token)|token|secret[-_]?key|authorization)
  x[-_]?(?:key|token|auth|secret)
`)
const KEY_QUERY = whole(`
  api[-_]?(?:key|token|secret)|access[-_]?token|auth[-_]?(?:token|key)|app[-_]?(?:key|id)|token|key|auth|secret
`)
const NEVER = /csrf|xsrf|idempoten|signature|nonce/i

export const security: Convention = (unit) => {
  const about = [unit.heading, ...unit.above].some((heading) => heading !== undefined && isAuthentication(heading.text))
  const prose = unit.parts.flatMap((part) => part.blocks.flatMap((block) => inProse(block, about)))
  const calls = fences(unit).filter(({ use }) => use === 'sample' || use === 'other')
  const shown = calls.flatMap(({ code }) => inCode(code))
  return [...prose, ...shown].map((found) => ({ ...found, weak: !about }))
}

type Found = Contribution & { kind: 'security' }

/** `Authorization: meowmeowmeow` on a line of its own, in a code span or plain. */
function inProse(block: Block, about: boolean): Found[] {
  if (block.kind === 'quote') return block.blocks.flatMap((inner) => inProse(inner, about))
  if (block.kind !== 'paragraph') return []
  const alone = block.codes.length === 1 && block.text.trim() === block.codes[0]?.trim()
  const lines = alone || about ? block.codes : []
  return lines.flatMap((line) =>
    /^[A-Za-z][\w-]*\s*:/.test(line.trim()) ? fromHeader(header(line), block.span, about) : fromUrl(line, block.span),
  )
}

function inCode(code: Code): Found[] {
  if (code.language === 'json' || code.text.length > 100_000) return []
  const curls = readCurls(code.text)
  if (curls.length === 0) return quoted(code)
  return curls.flatMap((curl) => [
    ...curl.headers.flatMap((pair) => fromHeader(pair, code.span, false)),
    ...fromUrl(curl.url, code.span),
    ...(curl.user === undefined ? [] : [found({ kind: 'basic', examples: [curl.user], span: code.span })]),
  ])
}

/** `'Authorization': 'Token x'` of a program, `"Authorization: x"` of a command, `Authorization: x` of a request. */
function quoted(code: Code): Found[] {
  const result: Found[] = []
  let headers = false
  for (const line of code.text.split('\n').slice(0, 400)) {
    const short = line.slice(0, 400)
    headers ||= /header/i.test(short)
    const [, name = '', value = ''] =
      PATTERNS.map((pattern) => pattern.exec(short)).find((match) => match !== null) ?? []
    if (headers || OWN_NAME.test(name)) result.push(...fromHeader([name, value], code.span, false))
  }
  return result
}

/** Names that nothing but a header has; `token` and `api_key` may as well be variables and fields. */
const OWN_NAME = /^(?:authorization|x[-_].*|.*-.*)$/i
const PATTERNS = [
  /["'`]([A-Za-z][\w-]{2,40}):\s+([^"'`]{1,300})["'`]/,
  /["']?\b([A-Za-z][\w-]{2,40})["']?\s*(?:=>|:|,)\s*f?["'`]([^"'`]{1,300})["'`]/,
  /\b(Authorization)\s*=\s*f?["'`]([^"'`]{1,300})["'`]/,
  /^\s*([A-Za-z][\w-]{2,40}):\s*([^\s{[(][^\n]{0,300})$/,
]

function fromHeader([name, value]: readonly [string, string], span: Span, literal: boolean): Found[] {
  const plain = value.trim().replaceAll(/^["'`:\s]+|["'`;,\\\s]+$/g, '')
  if (plain === '' || NEVER.test(name)) return []
  // "In a header that looks like this: `header: YOUR_KEY`": the word stands for the usual header.
  if (literal && /^header$/i.test(name)) return fromAuthorization(plain, span)
  if (/^(?:proxy-)?authorization$/i.test(name)) return fromAuthorization(plain, span)
  return KEY_HEADER.test(name)
    ? [found({ kind: 'key', in: 'header', name, prefix: undefined, examples: [plain], span })]
    : []
}

function fromAuthorization(value: string, span: Span): Found[] {
  const [, scheme = '', rest = ''] = /^([A-Za-z][\w-]*)\s+(\S.*)$/.exec(value) ?? []
  if (/^bearer$/i.test(scheme)) return [found({ kind: 'bearer', examples: [rest], span })]
  if (/^basic$/i.test(scheme) || /^base64/i.test(value))
    return [found({ kind: 'basic', examples: [decoded(rest || value)], span })]
  if (/[{}$#%]|\+|\bformat\(/.test(value) && !/^[<{]/.test(rest || value)) return []
  const prefix = scheme === '' || /^(?:your|my|the|insert|api)$/i.test(scheme) ? undefined : scheme
  return [
    found({
      kind: 'key',
      in: 'header',
      name: 'Authorization',
      prefix,
      examples: [prefix === undefined ? value : rest],
      span,
    }),
  ]
}

/** `user:password` where the sample shows its base64, else the text as it stands. */
function decoded(text: string): string {
  if (!/^[\w+/]+=*$/.test(text)) return text
  const plain = Buffer.from(text, 'base64').toString('latin1')
  return /^[\x20-\x7e]+:[\x20-\x7e]*$/.test(plain) ? plain : text
}

function fromUrl(url: string, span: Span): Found[] {
  const query = url.split('?')[1]
  if (query === undefined) return []
  return query.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=')
    if (!KEY_QUERY.test(name) || value === '' || NEVER.test(name)) return []
    return [found({ kind: 'key', in: 'query', name, prefix: undefined, examples: [value], span })]
  })
}

function found(one: Security): Found {
  return { kind: 'security', security: one, weak: true, span: one.span }
}
