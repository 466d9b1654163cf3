/** Sends what is read while it is sent: whole, or the part that was asked for (RFC 9110, section 14). */
import { pipeline } from 'node:stream/promises'
import { names } from './etag.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import type { Content } from './file.ts'
import { finishHead, headOf, write } from './send.ts'

/** Files come from callers: nothing in them runs in the name of the API. */
const SAFE = { 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'" }

/** Resolves when all of it is sent. A caller who hangs up ends the stream. */
export async function sendContent(exchange: Exchange, content: Content, by: string): Promise<void> {
  const head = headOf({ 'kittn-answer': by, ...SAFE, ...described(content), ...content.headers })
  const isRead = exchange.method === 'GET' || exchange.method === 'HEAD'
  if (isRead && hasAlready(exchange, content)) return void (content.open().destroy(), write(exchange, 304, head))
  const range = isRead && content.ranges ? rangeOf(exchange, content) : undefined
  if (range === 'outside') throw outside(content)
  head.push('content-type', content.type)
  const size = range === undefined ? content.size : range.end - range.start + 1
  if (size !== undefined) head.push('content-length', String(size))
  if (range !== undefined) head.push('content-range', `bytes ${range.start}-${range.end}/${content.size}`)
  finishHead(exchange, head)
  const status = range === undefined ? content.status : 206
  exchange.response.writeHead(status, head)
  try {
    await flow(exchange, content, range)
  } catch (error) {
    if (!exchange.response.destroyed || !isHangUp(error)) throw error
  } finally {
    exchange.finished(status)
  }
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

async function flow(exchange: Exchange, content: Content, range: Range | undefined): Promise<void> {
  if (exchange.method === 'HEAD' || content.size === 0) {
    if (!content.ranges) content.open().destroy()
    return void exchange.response.end()
  }
  await pipeline(content.open(range), exchange.response)
}

function described({ name, download, etag, modified, ranges }: Content): Record<string, string> {
  return {
    'content-disposition': disposition(name, download),
    ...(etag === undefined ? {} : { etag }),
    ...(modified === undefined ? {} : { 'last-modified': modified.toUTCString() }),
    ...(ranges ? { 'accept-ranges': 'bytes' } : {}),
  }
}

/** Names as RFC 6266 has them: plain, and for others than ASCII in UTF-8 besides (RFC 8187). */
export function disposition(name: string, download: boolean): string {
  const kind = download ? 'attachment' : 'inline'
  const whole = name.toWellFormed().replaceAll(/[\p{Cc}/\\]/gu, '')
  if (whole === '') return kind
  const plain = whole
    .replaceAll(/[^\x20-\x7e]/g, '_')
    .replaceAll('"', "'")
    .replaceAll('%', '_')
  const coded = encodeURIComponent(whole).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return plain === whole ? `${kind}; filename="${plain}"` : `${kind}; filename="${plain}"; filename*=UTF-8''${coded}`
}

function hasAlready(exchange: Exchange, { etag, modified }: Content): boolean {
  const known = exchange.header('if-none-match')
  if (known !== undefined) return etag !== undefined && names(known, etag)
  const since = Date.parse(exchange.header('if-modified-since') ?? '')
  return modified !== undefined && since >= Math.floor(modified.getTime() / 1000) * 1000
}

type Range = { readonly start: number; readonly end: number }

/** The part that is asked for; undefined for all of it, as for several parts, which nobody has to serve. */
function rangeOf(exchange: Exchange, content: Content): Range | 'outside' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(exchange.header('range')?.replaceAll(' ', '') ?? '') ?? []
  const { size = 0 } = content
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (!isStill(exchange.header('if-range'), content)) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  return start > end ? 'outside' : { start, end }
}

/** Whether the content is the one of which the caller has a part already. */
function isStill(condition: string | undefined, { etag, modified }: Content): boolean {
  if (condition === undefined || condition === etag) return true
  return modified !== undefined && Date.parse(condition) === Math.floor(modified.getTime() / 1000) * 1000
}

function outside({ size = 0 }: Content): Failure {
  return new Failure(416, `The range lies beyond the end: there are ${size} bytes.`, {
    headers: { 'content-range': `bytes */${size}` },
  })
}
