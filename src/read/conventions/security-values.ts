/** From a header, a query or a user of a sample to the credential that it carries. */
import type { Span } from '../../finding.ts'
import type { CompositePart, Security } from '../../model/security.ts'
import { whole } from '../../model/vocabulary.ts'

/** Header names that carry credentials, and query names that do. */
const KEY_HEADER = whole(String.raw`
  (?:[^\W_]+[-_]+)*(?:api[-_]?(?:key|token|secret)|auth(?:[-_]?(?:token|key))?|access[-_]?(?:token|key))
  (?:[^\W_]+[-_]+)*(?:client[-_]?(?:id|secret|key)|app[-_]?(?:key|id|token|secret)|token|secret[-_]?key|authorization)
  x[-_]?(?:key|token|auth|secret|pass(?:word)?)|(?:[^\W_]+-+)+key|(?:account|client|consumer|merchant|partner|user|vendor)_key|(?:[^\W_]+[-_]+)*api[-_]passphrase
`)
const KEY_QUERY = whole(`
  api[-_]?(?:key|token|secret)|access[-_]?token|auth[-_]?(?:token|key)|app[-_]?(?:key|id|secret)|token|key|auth|secret
  client[-_]?secret
`)
const KEY_COOKIE = whole(String.raw`
  (?:[^\W_]+[-_]+)*(?:session(?:[-_]?(?:id|token|key))?|sess[-_]?id|sid|auth(?:[-_]?token)?|access[-_]?token|api[-_]?key)
  [jp]hp?sessi?on?id
`)
const NEVER = /csrf|xsrf|idempoten|cache|partition|sort|public[-_]?key|encryption|signature|nonce/i

/** Whether a header of this name carries a key. */
export function isKeyHeader(name: string): boolean {
  return KEY_HEADER.test(name) && !NEVER.test(name)
}

/** Whether a parameter of this name carries one. */
export function isKeyQuery(name: string): boolean {
  return KEY_QUERY.test(name) && !NEVER.test(name)
}

/** The credentials of one header; `literal` where prose shows the line. */
export function fromHeader([name, value]: readonly [string, string], span: Span, literal: boolean): Security[] {
  const plain = value.trim().replaceAll(/^["'`:\s]+|["'`;,\\\s]+$/g, '')
  // `Authorization: string` tells the type of a header and shows none.
  if (plain === '' || plain === 'string' || NEVER.test(name)) return []
  // "In a header that looks like this: `header: YOUR_KEY`": the word stands for the usual header.
  if (literal && /^header$/i.test(name)) return fromAuthorization(plain, span)
  if (/^(?:proxy-)?authorization$/i.test(name)) return fromAuthorization(plain, span)
  if (/^cookie$/i.test(name)) return fromCookies(plain, span)
  return isKeyHeader(name) ? [key('header', name, plain, span)] : []
}

function fromAuthorization(value: string, span: Span): Security[] {
  const parts = compositeParts(value)
  if (parts.length > 1) return [{ kind: 'composite', name: 'Authorization', parts, span }]
  const [, scheme = '', rest = ''] = /^([A-Za-z][\w-]*)\s+(\S.*)$/.exec(value) ?? []
  if (/^bearer$/i.test(value)) return [{ kind: 'bearer', examples: [], span }]
  if (/^bearer$/i.test(scheme)) return [{ kind: 'bearer', examples: shownOnce(rest), span }]
  if (/^basic$/i.test(scheme || value) || /^base64/i.test(value))
    return [{ kind: 'basic', examples: pairsIn(rest || value), span }]
  if (/[{}$#%]|\+|\bformat\(/.test(value) && !/^[<{]/.test(rest || value)) return []
  const prefix = scheme === '' || /^(?:your|my|the|insert|api)$/i.test(scheme) ? undefined : scheme
  return [keyAfter(prefix, prefix === undefined ? value : rest, span)]
}

/** `Token token="abc"`: the value has a name of its own. */
function keyAfter(word: string | undefined, value: string, span: Span): Security {
  const [, name, inner = ''] = /^(\w{2,20}=)"?([^\s",=][^\s",]*)"?$/.exec(value) ?? []
  if (word === undefined || name === undefined)
    return { kind: 'key', in: 'header', name: 'Authorization', prefix: word, examples: shownOnce(value), span }
  const prefix = `${word} ${name}`
  return { kind: 'key', in: 'header', name: 'Authorization', prefix, examples: [inner], span }
}

/** A value that a caller could send; several words are one only in the brackets of a placeholder. */
function shownOnce(value: string): string[] {
  return /\s/.test(value) && !/^[<{[(].*[>}\])]$/.test(value) ? [] : [value]
}

/** `User abc, Element def`: words with a secret after each. A list of `name=value` belongs to a scheme of its own. */
function compositeParts(value: string): CompositePart[] {
  const parts = value.split(/\s*,\s*/).map((part) => /^([A-Za-z][\w-]*)\s+(<[^<>]+>|\{[^{}]+\}|[^\s=]+=*)$/.exec(part))
  const found = parts.flatMap((match) => (match === null ? [] : [{ word: match[1] ?? '', examples: [match[2] ?? ''] }]))
  const words = new Set(found.map(({ word }) => word.toLowerCase()))
  return found.length === parts.length && words.size === found.length ? found : []
}

/** `user:password`, or the one that the sample shows in base64; nothing where a word stands for it. */
function pairsIn(text: string): string[] {
  const [, inside] = /^base64[\w ]*[({[]\s*(.*?)\s*[)}\]]?$/i.exec(text) ?? []
  const pair = (inside ?? decoded(text)).replaceAll(/["'`]/g, '').trim()
  return /^[^:]*:[^:]*$/.test(pair) && !/^\w+:\/\//.test(pair) && pair !== ':' ? [pair] : []
}

/** What the base64 of a pair stands for, else the text as it stands. */
function decoded(text: string): string {
  if (!/^[\w+/]+=*$/.test(text)) return text
  const plain = Buffer.from(text, 'base64').toString('latin1')
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(plain) ? plain : text
}

function fromCookies(text: string, span: Span): Security[] {
  return text.split(/;\s*/).flatMap((pair) => {
    const [name = '', ...value] = pair.split('=')
    return KEY_COOKIE.test(name.trim()) && value.length > 0 ? [key('cookie', name.trim(), value.join('='), span)] : []
  })
}

/** The credentials in the query of an address; where it is shown for its credential, keys of other names count as well. */
export function fromUrl(url: string, span: Span, about = false): Security[] {
  const pairs = url.split('?')[1]?.split('&') ?? []
  return pairs.flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=')
    return (KEY_QUERY.test(name) || (about && /key$/i.test(name))) && value !== '' && !NEVER.test(name)
      ? [key('query', name, value, span)]
      : []
  })
}

function key(
  place: 'header' | 'query' | 'cookie',
  name: string,
  example: string,
  span: Span,
): Security & { kind: 'key' } {
  return { kind: 'key', in: place, name, prefix: undefined, examples: [example], span }
}
