/** What the stages of one request tell each other, and the headers that every answer of an API has. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Action } from './actions.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller } from './identity.ts'
import { parseQuery } from './body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** When the request began, as `performance.now()` counts. */
    began: number
    caller: Caller
    /** Undefined for addresses that are no operation's. */
    action: Action | undefined
    /** The operation's answer, where the router alone could not tell operations apart. */
    answer: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) | undefined
    /** Takes secrets out of an address, for the log. */
    redacted: ((url: string) => string) | undefined
  }
}

/** Makes room on requests for what their stages tell each other. */
export function decorate(app: FastifyInstance): void {
  app.decorateRequest('began', 0)
  app.decorateRequest('caller')
  app.decorateRequest('action', undefined)
  app.decorateRequest('answer', undefined)
  app.decorateRequest('redacted', undefined)
}

const REQUEST_ID = /^[\w.:/+=-]{1,128}$/

/** The caller's own id for the request where it is one that can go into headers and logs, else a new one. */
export function requestId(request: IncomingMessage): string {
  const own = request.headers['x-request-id']
  return typeof own === 'string' && REQUEST_ID.test(own) ? own : randomUUID()
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>
const NO_QUERY: Query = Object.freeze({})
/** Stands for a query that cannot be read: the router parses it where nothing may be thrown. */
const BROKEN_QUERY: Query = Object.freeze({})

/** Parses a query for the router. */
export function queryOf(text: string): Record<string, unknown> {
  if (text === '') return NO_QUERY
  try {
    return parseQuery(text)
  } catch {
    return BROKEN_QUERY
  }
}

/** Any origin may call and read; cookies are never used, so credentials stay off. */
const CROSS_ORIGIN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' }

/** What every answer has, errors and files too. */
export function greet(request: FastifyRequest, reply: FastifyReply): void {
  request.began = performance.now()
  request.caller = ANONYMOUS
  reply.header('x-request-id', request.id)
  if (request.headers.origin === undefined) return
  reply.headers(CROSS_ORIGIN)
  vary(reply, 'origin')
}

/** Tells caches that the answer depends on this header too. */
export function vary(reply: FastifyReply, name: string): void {
  const before = reply.getHeader('vary')
  reply.header('vary', before === undefined ? name : `${String(before)}, ${name}`)
}

/** Throws a Failure (400) for an address that cannot be read. */
export function checkAddress(request: FastifyRequest): void {
  if (request.query === BROKEN_QUERY) throw new Failure(400, 'The query has a broken escape.')
  if (/[^\x21-\x7e]/.test(request.raw.url ?? ''))
    throw new Failure(400, 'The address has characters that must be escaped.')
}

/** The path of a request below the prefix of its API; empty for the prefix itself. */
export function below(request: FastifyRequest): string {
  return (request.url.split('?')[0] ?? '').slice(request.server.prefix.length)
}
