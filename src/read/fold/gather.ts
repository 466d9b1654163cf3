/** The units of a page with what the conventions found in each, and which of them are about operations. */
import type { Block, Page } from '../../model/page.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import { sections } from '../../model/walk.ts'
import { CONVENTIONS, type Contribution, type Request } from '../conventions/index.ts'
import { aboutWebhooks, isErrors, isWebhooks } from '../headings.ts'
import { withHtmlHeadings } from '../html-headings.ts'
import { withHtmlTables } from '../html-tables.ts'
import { callsPath } from '../requests/path.ts'
import { units, type Unit } from '../units.ts'

export type Gathered = {
  readonly unit: Unit
  readonly found: readonly Contribution[]
  readonly requests: readonly Request[]
  /** Requests that the API sends to others. */
  readonly deliveries: readonly Request[]
}

/** Reads every unit of the page. A section without a request of its own belongs to the one above that has one. */
export function gather(page: Page): Gathered[] {
  const read = units(sections(withHtmlTables(withHtmlHeadings(unboxed(page.blocks))))).map(gatheredIn)
  return withoutDeliveries(joinBelow(read))
}

/** What the conventions find in a unit: a unit that says what it said before is not read again. */
const gatheredIn = onceEach((unit: Unit): Gathered => {
  const found = CONVENTIONS.flatMap((convention) => convention(unit))
  return { unit, found, requests: requestsOf(found, unit), deliveries: [] }
})

/** What stands in a box says the same as beside it. */
function unboxed(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some(({ kind }) => kind === 'box')) return blocks
  return blocks.flatMap((block) => (block.kind === 'box' ? unboxed(block.blocks) : [block]))
}

/** A unit's lines and fences; without any, what is split; then its index; without one, the calls of its samples. */
function requestsOf(found: readonly Contribution[], unit: Unit): Request[] {
  const all = found.filter((one) => one.kind === 'request')
  const lines = all.filter((one) => one.from === 'line')
  // What a chapter about errors calls is an example of a failure.
  const failing = [unit.heading, ...unit.above].some((heading) => heading !== undefined && isErrors(heading.text))
  const fences = all.filter((one) => one.from === 'fence' && !failing && !lines.some((line) => shows(one, line)))
  if (lines.length + fences.length > 0)
    return all.filter((one) => one.from === 'line' || fences.includes(one)).map((one) => ({ ...one, from: 'line' }))
  const split = all.filter((one) => one.from === 'split')
  if (split.length > 0) return split.map((one) => ({ ...one, from: 'line' }))
  const index = all.filter((one) => one.from === 'index')
  return index.length > 0 ? index : all.filter((one) => one.from === 'sample')
}

/** A fence that calls what a line states is a sample of it, be its base or its path another. */
function shows(fence: Request, line: Request): boolean {
  const path = fence.target.path
  return fence.method === line.method && path !== line.target.path && callsPath(path, line.target.path, true)
}

function joinBelow(read: readonly Gathered[]): Gathered[] {
  const hosts: Gathered[] = []
  const below = new Map<Gathered, Gathered[]>()
  for (const one of read) {
    const host = hosts[hostOf(one, hosts) ?? hosts.length]
    if (host === undefined) hosts.push(one)
    else below.set(host, [...(below.get(host) ?? []), one])
  }
  return hosts.map((host) => withBelow(host, below.get(host) ?? []))
}

function withBelow(host: Gathered, below: readonly Gathered[]): Gathered {
  if (below.length === 0) return host
  const { requests } = host
  return hostings(host, below, () => {
    const found = below.flatMap((one) => one.found.map((each) => asAside(each, requests)))
    return { ...host, found: [...host.found, ...found] }
  })
}

const hostings = latestEach<Gathered, Gathered>()

/** The latest unit with a request line, if this one stands below its heading, deep enough to be a part of it. */
function hostOf(one: Gathered, before: readonly Gathered[]): number | undefined {
  if (one.requests.some(({ from }) => from !== 'sample') || (one.unit.heading?.level ?? 0) < 3) return undefined
  for (let at = before.length - 1; at >= 0; at--) {
    const other = before[at]
    if (other?.unit.heading === undefined) return undefined
    if (one.unit.above.includes(other.unit.heading)) return hosts(other, one) ? at : undefined
    if (other.unit.heading.level < (one.unit.heading?.level ?? 0)) return undefined
  }
  return undefined
}

/** Whether one has request lines, or else one call in its samples or in a list, and the other calls nothing but that. */
function hosts(host: Gathered, { requests }: Gathered): boolean {
  const stated = host.requests.filter((request) => request.from === 'line')
  const lines = stated.length > 0 ? stated : onlyCall(host.requests)
  const isCall = ({ method, target: { path } }: Request): boolean =>
    lines.some((line) => line.method === method && callsPath(path, line.target.path, true))
  return lines.length > 0 && requests.every(isCall)
}

function onlyCall(requests: readonly Request[]): readonly Request[] {
  return new Set(requests.map(({ method, target: { path } }) => `${method} ${path}`)).size === 1 ? requests : []
}

/** Tables of a section that merely stands below describe what goes out or, of a call without a body, what comes back. */
function asAside(found: Contribution, requests: readonly Request[]): Contribution {
  if (found.kind !== 'rows' || (found.role !== undefined && found.role !== 'fields')) return found
  const sends = requests.some(({ method }) => method === 'POST' || method === 'PUT' || method === 'PATCH')
  return { ...found, role: sends ? 'fields' : 'response' }
}

/** What the page's server sends to others is no operation: requests to foreign hosts in a chapter about webhooks. */
function withoutDeliveries(all: readonly Gathered[]): Gathered[] {
  const origins = all
    .filter(({ unit }) => !isAbout(unit))
    .flatMap((one) => one.requests.map((request) => request.target.origin))
  const counts = new Map([...Map.groupBy(origins, (origin) => origin)].map(([origin, uses]) => [origin, uses.length]))
  const most = Math.max(0, ...counts.values())
  return all.map((one) => {
    const deliveries = one.requests.filter((request) => delivers(request, one.unit))
    if (deliveries.length === 0) return one
    const requests = one.requests.filter((request) => !deliveries.includes(request))
    return delivering(one, deliveries, () => ({ ...one, requests, deliveries }))
  })

  function delivers({ target: { origin, path } }: Request, unit: Unit): boolean {
    if (origin === undefined || counts.size === 0) return false
    const uses = counts.get(origin) ?? 0
    return uses === 0 ? isAbout(unit) : uses * SELDOM < most && isWebhooks(path)
  }
}

const delivering = latestEach<Gathered, Gathered>()

/** How many times seldomer than the page's main host a host is that only receives. */
const SELDOM = 10

function isAbout(unit: Unit): boolean {
  return aboutWebhooks([unit.heading, ...unit.above])
}
