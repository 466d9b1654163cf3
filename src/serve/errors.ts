/** Turns whatever is thrown into the error answer of an API. */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from './fail.ts'
import type { Problems } from './problem.ts'

/** Handles an error of one API: a Failure says what to answer, the framework's errors are translated, the rest are bugs. */
export function errorHandler(
  problems: Problems,
  log: Pick<FastifyBaseLogger, 'error'>,
): (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, request, reply) => {
    return sendProblem(failureOf(error, request, log), { problems, request, reply })
  }
}

/** What to answer for whatever was thrown. */
export function failureOf(error: unknown, request: FastifyRequest, log: Pick<FastifyBaseLogger, 'error'>): Failure {
  return error instanceof Failure ? error : (translate(error) ?? bug(error, request, log))
}

type Where = { readonly problems: Problems; readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Sends an error answer. */
export function sendProblem(failure: Failure, { problems, request, reply }: Where): FastifyReply {
  const { mediaType, text } = problems({
    status: failure.status,
    message: failure.words,
    parameter: failure.detail.parameter,
    requestId: request.id,
    path: request.url.split('?')[0] ?? '/',
  })
  reply.headers(failure.detail.headers ?? {})
  return reply.code(failure.status).header('content-type', mediaType).send(text)
}

/** A bug is told to the log with its stack, and to the caller by nothing but the id of the request. */
function bug(error: unknown, request: FastifyRequest, log: Pick<FastifyBaseLogger, 'error'>): Failure {
  log.error({ err: error, request: request.id, operation: request.action?.operation.key }, 'a request failed')
  return new Failure(500)
}

const WORDS: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'The address has a broken escape.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body is of no stated type; send application/json.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
}

/** What Fastify refuses by itself. */
function translate(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined
  const { code, statusCode } = error
  // The caller hung up in the middle of its body: nobody reads the answer, and nobody did anything wrong here.
  if (code === 'ECONNRESET') return new Failure(400)
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number' || statusCode >= 500)
    return undefined
  return new Failure(statusCode, WORDS[code])
}
