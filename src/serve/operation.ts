/** One operation on the wire: who may come in, and what is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { placeholders } from '../model/names.ts'
import { success } from '../model/sight.ts'
import { accepts } from './accept.ts'
import type { Action } from './actions.ts'
import type { Authorise } from './authorise.ts'
import { JSON_TYPE } from './call.ts'
import { checkAddress } from './context.ts'
import { Failure } from './fail.ts'
import { incoming, type Reading } from './incoming.ts'
import { responder, type Setting } from './respond.ts'
import { pattern, type Matched, type Pattern } from './routes.ts'
import { send } from './send.ts'
import type { Raw } from './validate.ts'

/** What all operations of an API share. */
export type Api = Setting & Reading & { readonly authorise: Authorise }

export type Wire = {
  /** Before a body is read: 406 and 401. */
  readonly admit: (request: FastifyRequest) => Promise<void>
  readonly answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

/** Makes the two stages of an operation. */
export function wire(action: Action, api: Api): Wire {
  const { operation, by } = action
  const respond = responder(action, api)
  const read = incoming(operation, api)
  const places = pattern(operation.path)
  const mediaType = typeOf(action)
  const type = mediaType.endsWith('json') ? `${mediaType}; charset=utf-8` : JSON_TYPE
  return {
    async admit(request) {
      request.action = action
      checkAddress(request)
      if (!accepts(request.headers.accept, mediaType)) throw new Failure(406)
      request.caller = await api.authorise({
        request: shownBy(request),
        asked: operation.key,
        secured: operation.secured,
        path: () => placesIn(request, places, operation.path),
      })
    },
    answer: async (request, reply) => send(await respond(read(request, reply)), { by, type, request, reply }),
  }
}

/** The documented media type without its parameters. */
function typeOf(action: Action): string {
  const documented = action.by === 'example' ? action.mediaType : success(action.operation)?.mediaType
  return documented?.split(';')[0]?.trim().toLowerCase() || 'application/json'
}

/** What stands in the placeholders of a path. */
function placesIn(request: FastifyRequest, { value }: Pattern, path: string): Readonly<Record<string, string>> {
  const parameters = request.params as Matched
  return Object.fromEntries(placeholders(path).map((name) => [name, value(parameters, name) ?? '']))
}

/** Two credentials in one request are one too many: which of them counts would be a matter of taste. */
function shownBy(request: FastifyRequest): { headers: FastifyRequest['headers']; query: Raw['query'] } {
  const { rawHeaders } = request.raw
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]
    if (name?.length === 13 && name.toLowerCase() === 'authorization') count++
  }
  if (count > 1)
    throw new Failure(400, 'The request has more than one Authorization header.', { parameter: 'Authorization' })
  return { headers: request.headers, query: request.query as Raw['query'] }
}
