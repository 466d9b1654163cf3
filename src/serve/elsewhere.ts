/** Every address that is no operation's: files of the site, 405 for other methods, `OPTIONS`, and 404. */
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import { write } from './send.ts'
import { fileAt, sendFile, type Site } from './site.ts'
import type { Soon } from './soon.ts'
import type { Vitals } from './vitals.ts'

export type Around = {
  readonly files: Site
  readonly prefix: string
  /** The methods that the page describes for a path below the prefix; none for one that it does not. */
  readonly methods: (path: string) => readonly string[]
  readonly vitals: Vitals
}

/** Throws a Failure (404, 405) where there is nothing to send. `path` is the one below the prefix. */
export function elsewhere({
  files,
  prefix,
  methods,
  vitals,
}: Around): (exchange: Exchange, path: string) => Soon<void> {
  return (exchange, path) => {
    exchange.checkAddress()
    const { method } = exchange
    const file = method === 'GET' || method === 'HEAD' ? fileAt(files, path || '/') : undefined
    if (file !== undefined && path === '') return write(exchange, 308, ['location', `${prefix}/`])
    if (file !== undefined) return sendFile(file, exchange)
    const known = methods(path || '/')
    const vital = known.length === 0 ? vitals.get(exchange.path) : undefined
    if (vital !== undefined && (method === 'GET' || method === 'HEAD')) return vital(exchange)
    if (known.length === 0) throw new Failure(404)
    const allow = [...withHead(known), 'OPTIONS'].join(', ')
    if (method !== 'OPTIONS') throw new Failure(405, undefined, { headers: { allow } })
    write(exchange, 204, ['allow', allow, ...preflight(exchange, allow)])
  }
}

/** `HEAD` comes with `GET`, right behind it. */
function withHead(methods: readonly string[]): readonly string[] {
  const others = methods.filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
  return others.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}

/** Any origin may send any header: the key of a caller is what lets it in, not where it comes from. */
function preflight({ headers }: Exchange, allow: string): string[] {
  if (headers.origin === undefined) return []
  const asked = headers['access-control-request-headers']
  return Object.entries({
    'access-control-allow-methods': allow,
    'access-control-allow-headers': typeof asked === 'string' ? asked : '*',
    'access-control-max-age': '600',
  }).flat()
}
