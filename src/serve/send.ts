/** From what an action answers to bytes: head and body leave in one write. */
import { encodingFor } from './accept.ts'
import type { Action } from './actions.ts'
import { JSON_TYPE, type Answered } from './call.ts'
import { compressNow, isCompressible } from './compress.ts'
import { encodedTag, names, tagOf } from './etag.ts'
import type { Exchange } from './exchange.ts'
import type { Soon } from './soon.ts'

/** Any origin may call and read; cookies are never used, so credentials stay off. */
const CROSS_ORIGIN = ['access-control-allow-origin', '*', 'access-control-expose-headers', '*', 'vary', 'origin']

/** Names and values in turn, as Node takes them without looking at them twice. */
export type Head = string[]

/** Writes a whole answer. Every answer of the server leaves here, but for streams. */
export function write(exchange: Exchange, status: number, head: Head, body?: string | Buffer): void {
  const { response } = exchange
  finishHead(exchange, head)
  if (body !== undefined)
    head.push('content-length', String(typeof body === 'string' ? Buffer.byteLength(body) : body.length))
  else if (status !== 204 && status !== 304) head.push('content-length', '0')
  response.writeHead(status, head)
  response.end(body)
  exchange.finished(status)
}

/** What every answer has, errors and files too. */
export function finishHead(exchange: Exchange, head: Head): void {
  head.push('x-request-id', exchange.id)
  if (exchange.added !== undefined) head.push(...exchange.added)
  if (exchange.headers.origin !== undefined) head.push(...CROSS_ORIGIN)
  if (exchange.mustClose()) head.push('connection', 'close')
}

/** How the answers of one operation are sent; `type` is how the page calls JSON. */
export type Sending = { readonly by: Action['by']; readonly type: string }

const NO_HEAD: Head = []

/** Sends an answer, compressed where that is worth it and understood. */
export function send(exchange: Exchange, answered: Answered, { by, type }: Sending): Soon<void> {
  const { status, mediaType, text, headers } = answered
  const own = headers === undefined ? NO_HEAD : headOf(headers)
  const head: Head = ['kittn-answer', by]
  if (headers !== undefined) head.push(...own)
  if (text === undefined) return write(exchange, status, head)
  const etag = answered.etag ?? (isRead(exchange) && status === 200 ? tagOf(text) : undefined)
  if (etag !== undefined && hasAlready(exchange, etag)) return write(exchange, 304, [...head, 'etag', etag])
  if (headers === undefined || !own.some((name, at) => at % 2 === 0 && name === 'content-type'))
    head.push('content-type', mediaType === JSON_TYPE ? type : mediaType)
  const compressible = isCompressible(mediaType, text.length)
  if (compressible) head.push('vary', 'accept-encoding')
  const encoding = compressible ? encodingFor(exchange.header('accept-encoding')) : undefined
  if (etag !== undefined) head.push('etag', encoding === undefined ? etag : encodedTag(etag, encoding))
  if (encoding === undefined) return write(exchange, status, head, text)
  head.push('content-encoding', encoding)
  return compressNow(text, encoding).then((bytes) => write(exchange, status, head, bytes))
}

function isRead({ method }: Exchange): boolean {
  return method === 'GET' || method === 'HEAD'
}

function hasAlready(exchange: Exchange, etag: string): boolean {
  const known = exchange.header('if-none-match')
  return known !== undefined && isRead(exchange) && names(known, etag)
}

/** Length and framing are the server's to say. */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection'])

/** Headers with any spelling of their names; the last of two counts. */
export function headOf(headers: Readonly<Record<string, string>>): Head {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return [...new Map(lower.filter(([name]) => !FRAMING.has(name)))].flat()
}
