/** Every address that is no operation's: files of the site, 405 for other methods, `OPTIONS`, and 404. */
import type { Contract } from '../model/contract.ts'
import { wantsHtml } from './accept.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import { write } from './send.ts'
import { fileAt, sendFile, type Site, type SiteFile } from './site.ts'
import type { Soon } from './soon.ts'
import type { Vitals } from './vitals.ts'

export type Around = {
  readonly files: Site
  readonly prefix: string
  /** The methods that the page describes for a path below the prefix; none for one that it does not. */
  readonly methods: (path: string) => readonly string[]
  /** Whether a path lies where the API has its own: there nobody gets a page in place of an error. */
  readonly isOwn: (path: string) => boolean
  readonly vitals: Vitals
}

/** The page of a site for addresses where nothing is. */
const MISSING = '404.html'

/** Throws a Failure (404, 405) where there is nothing to send. `path` is the one below the prefix. */
export function elsewhere({
  files,
  prefix,
  methods,
  isOwn,
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
    if (known.length === 0) return nothing(exchange, isOwn(path) ? undefined : files.get(MISSING))
    const allow = [...withHead(known), 'OPTIONS'].join(', ')
    if (method !== 'OPTIONS') throw new Failure(405, undefined, { headers: { allow } })
    write(exchange, 204, ['allow', allow, ...preflight(exchange, allow)])
  }
}

/** Paths that begin as those of operations and channels do: with `/api`, where they are `/api/kittens` and the like. */
export function ownPaths({ operations, channels }: Pick<Contract, 'operations' | 'channels'>): Around['isOwn'] {
  const first = (path = ''): string => path.split('/', 2)[1] ?? ''
  const words = [...operations.map(({ path }) => first(path)), ...channels.map(({ address }) => first(address))]
  const own = new Set(words.filter((word) => word !== '' && !word.includes('{')))
  return (path) => own.has(first(path))
}

/** Browsers get a page, where there is one; everybody else the error as the API says it. */
function nothing(exchange: Exchange, page: SiteFile | undefined): Soon<void> {
  const reads = exchange.method === 'GET' || exchange.method === 'HEAD'
  if (page === undefined || !reads || !wantsHtml(exchange.header('accept'))) throw new Failure(404)
  return sendFile(page, exchange, 404)
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
