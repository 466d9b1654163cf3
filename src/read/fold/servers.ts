/** The addresses of the API: stated ones where request lines are relative, else the origins of the lines themselves. */
import type { Contribution, Request } from '../conventions/index.ts'
import { readCurls } from '../requests/curl.ts'
import { onceEach } from '../../model/remember.ts'
import { callsPath } from '../requests/path.ts'
import { readUrl } from '../requests/url.ts'
import type { Gathered } from './gather.ts'

export type Servers = {
  readonly servers: readonly string[]
  /** The path that absolute request lines share with a stated address and that operations leave out. */
  readonly base: { readonly origin: string; readonly path: string } | undefined
}

/** Finds the servers of a page. */
export function serversOf(gathered: readonly Gathered[]): Servers {
  const found = gathered.flatMap((one) => one.found)
  const requests = gathered.flatMap((one) => one.requests)
  const lines = requests.filter((one) => one.from !== 'sample')
  const stated = unique(found.filter((one) => one.kind === 'server').map((one) => one.url))
  const relative = lines.filter((one) => one.target.origin === undefined)
  if (relative.length === 0) return { servers: origins(lines.length > 0 ? lines : requests, stated), base: undefined }
  const servers = stated.length > 0 ? stated : unique([...fromSamples(gathered), ...origins(lines, [])])
  return { servers, base: sharedBase(servers, lines) }
}

function unique(all: readonly string[]): string[] {
  return [...new Set(all)].slice(0, 20)
}

function origins(requests: readonly Request[], stated: readonly string[]): string[] {
  const shown = unique(requests.map((one) => one.target.origin).filter((one) => one !== undefined))
  return shown.length > 0 ? shown : unique(stated)
}

/** What stands before the path of the request line in the sample of the same section, the commonest first. */
function fromSamples(gathered: readonly Gathered[]): string[] {
  const counts = new Map<string, number>()
  for (const base of gathered.flatMap(basesIn)) counts.set(base, (counts.get(base) ?? 0) + 1)
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([base]) => base)
}

const basesIn = onceEach(({ requests, found }: Gathered): readonly string[] => {
  const path = requests[0]?.target.origin === undefined ? requests[0]?.target.path : undefined
  return path === undefined ? [] : found.flatMap((one) => basesBefore(one, path))
})

function basesBefore(found: Contribution, path: string): string[] {
  if (found.kind !== 'sample') return []
  return readCurls(found.sample.text).flatMap((curl) => {
    const target = readUrl(curl.url)
    if (target?.origin === undefined || !callsPath(target.path, path, true)) return []
    const ours = path.split('/').filter(Boolean).length
    const theirs = target.path.split('/').filter(Boolean)
    const base = theirs.slice(0, theirs.length - ours)
    return base.some((segment) => segment.includes('{')) ? [] : [[target.origin, ...base].join('/')]
  })
}

function sharedBase(servers: readonly string[], lines: readonly Request[]): Servers['base'] {
  for (const server of servers) {
    const target = readUrl(`${server}/`)
    const path = target?.path.replace(/\/+$/, '') ?? ''
    if (target?.origin === undefined || path === '') continue
    const inside = lines.some((one) => one.target.origin === target.origin && one.target.path.startsWith(`${path}/`))
    const relativeHas = lines.some((one) => one.target.origin === undefined && one.target.path.startsWith(`${path}/`))
    if (inside && !relativeHas) return { origin: target.origin, path }
  }
  return undefined
}

/** The path of a request below the stated address. */
export function pathBelow(request: Request, base: Servers['base']): string {
  const { origin, path } = request.target
  if (base === undefined || origin !== base.origin || !path.startsWith(`${base.path}/`)) return path
  return path.slice(base.path.length)
}
