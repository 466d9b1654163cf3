/** Every address that is no operation's: files of the site, 405 for other methods, `OPTIONS`, and 404. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from './fail.ts'
import { below, checkAddress } from './context.ts'
import type { Allowed } from './routes.ts'
import { fileAt, sendFile, type Site } from './site.ts'

type Elsewhere = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Throws a Failure (404, 405) where there is nothing to send. */
export function elsewhere(
  { files, prefix }: { readonly files: Site; readonly prefix: string },
  allowed: Allowed,
): Elsewhere {
  return async (request, reply) => {
    checkAddress(request)
    const path = below(request)
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const file = reads ? fileAt(files, path || '/') : undefined
    if (file !== undefined) return path === '' ? reply.redirect(`${prefix}/`, 308) : sendFile(file, request, reply)
    const methods = allowed(path || '/')
    if (methods.length === 0) throw new Failure(404)
    const allow = [...methods, 'OPTIONS'].join(', ')
    if (request.method !== 'OPTIONS') throw new Failure(405, undefined, { headers: { allow } })
    return reply
      .code(204)
      .headers({ allow, ...preflight(request, allow) })
      .send()
  }
}

/** Any origin may send any header: the key of a caller is what lets it in, not where it comes from. */
function preflight(request: FastifyRequest, allow: string): Readonly<Record<string, string>> {
  if (request.headers.origin === undefined) return {}
  const asked = request.headers['access-control-request-headers']
  return {
    'access-control-allow-methods': allow,
    'access-control-allow-headers': typeof asked === 'string' ? asked : '*',
    'access-control-max-age': '600',
  }
}
