/** From Fastify's request to what actions see of it: parameters and body, read and checked. */
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation, Security } from '../model/contract.ts'
import type { Json } from '../model/shape.ts'
import { bodyReader, type ReadBody } from './body-reader.ts'
import type { Call } from './call.ts'
import type { Refusal } from './complaint.ts'
import { Failure } from './fail.ts'
import { pattern, type Matched, type Pattern } from './routes.ts'
import type { Log } from './services.ts'
import { parameterReader, type Check, type Compile, type Parameters, type Raw } from './validate.ts'

export type Reading = {
  readonly security: readonly Security[]
  readonly refusal: Refusal
  readonly log: { readonly child: (fields: object) => Log }
}

/** Makes the reader of an operation's requests. It throws a Failure for what the page does not allow. */
export function incoming(
  operation: Operation,
  reading: Reading,
): (request: FastifyRequest, reply: FastifyReply) => Call {
  const places = pattern(operation.path)
  const bare = withoutKeys(reading.security)
  let readers: Readers | undefined
  return (request, reply) => {
    readers ??= readersOf(operation, reading, compiler(request))
    const body = readers.body(request.body, request.headers)
    const { path, query, headers } = readers.parameters(raw(request, places))
    return {
      path,
      query,
      headers,
      body,
      caller: request.caller,
      once: onceOf(operation, request, body),
      url: () => bare(request.url),
      origin: () => originOf(request),
      log: () => reading.log.child({ request: request.id }),
      signal: () => hungUp(reply),
    }
  }
}

type Readers = { readonly parameters: (raw: Raw) => Parameters; readonly body: ReadBody }

/** Made when the first request comes, so that a page of a thousand operations starts at once. */
function readersOf(operation: Operation, { security, refusal }: Reading, compile: Compile): Readers {
  return {
    parameters: parameterReader(operation, { compile, refusal, security }),
    body: bodyReader(operation, { compile, refusal }),
  }
}

/** Fastify's validator, as a function. */
function compiler(request: FastifyRequest): Compile {
  // Fastify types only what its validators return, not the errors that they leave behind.
  return (schema) => request.compileValidationSchema({ ...schema }) as Check
}

function raw(request: FastifyRequest, places: Pattern): Raw {
  // The router fills in texts, and the query was parsed by queryOf.
  const parameters = request.params as Matched
  const query = request.query as Raw['query']
  return { path: (name) => inPath(places.value(parameters, name)), query, headers: request.headers }
}

function inPath(text: string | undefined): string | undefined {
  if (text?.includes('\0')) throw new Failure(400, 'The address has a NUL character.')
  return text
}

/** Keys belong to a caller and an operation that creates; they stand for the address and the body. */
function onceOf({ key: operation, method }: Operation, request: FastifyRequest, body: Json | undefined): Call['once'] {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || method !== 'POST') return undefined
  if (key.length > 255)
    throw new Failure(400, 'Idempotency-Key must be at most 255 characters long.', { parameter: 'Idempotency-Key' })
  const fingerprint = hash('sha256', JSON.stringify([request.url, body ?? null]), 'hex')
  return { key: JSON.stringify([request.caller.id, operation, key]), fingerprint }
}

/** Links to other pages of a list are given on and kept: they must not carry the caller's key. */
function withoutKeys(security: readonly Security[]): (url: string) => string {
  const names = security.flatMap((one) => (one.kind === 'key' && one.in === 'query' ? [one.name] : []))
  return (url) => {
    const [path = '', query] = url.split('?', 2)
    if (query === undefined || names.length === 0) return url
    const pairs = query.split('&').filter((pair) => !names.includes(pair.split('=', 1)[0] ?? ''))
    return `${path}?${pairs.join('&')}`
  }
}

/** A proxy in front says whether the caller came by TLS; it is believed, because only the caller itself is told. */
export function originOf(request: FastifyRequest): string {
  const forwarded = request.headers['x-forwarded-proto']
  return `${forwarded === 'https' ? 'https' : request.protocol}://${request.host}`
}

/** A signal that is given when the caller hangs up. */
export function hungUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}
