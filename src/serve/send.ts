/** From what an action answers to Fastify's reply. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { encodingFor } from './accept.ts'
import type { Action } from './actions.ts'
import { JSON_TYPE, type Answered } from './call.ts'
import { compressNow, isCompressible } from './compress.ts'
import { vary } from './context.ts'

/** `type` is how the page calls JSON. */
export type Sending = {
  readonly by: Action['by']
  readonly type: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Sends an answer, compressed where that is worth it and understood. */
export async function send(answered: Answered, { by, type, request, reply }: Sending): Promise<FastifyReply> {
  const { status, mediaType, text, headers } = answered
  reply.code(status).header('kittn-answer', by)
  if (text !== undefined) reply.header('content-type', mediaType === JSON_TYPE ? type : mediaType)
  if (headers !== undefined) reply.headers(headers)
  if (text === undefined) return reply.send()
  if (!isCompressible(mediaType, text.length)) return reply.send(text)
  vary(reply, 'accept-encoding')
  const encoding = encodingFor(request.headers['accept-encoding']?.toString())
  if (encoding === undefined) return reply.send(text)
  return reply.header('content-encoding', encoding).send(await compressNow(text, encoding))
}
