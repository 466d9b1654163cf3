/** Which units are about WebSockets: chapters that say so, sections that state an address, and what follows them. */
import type { Heading } from '../../model/page.ts'
import type { ChannelAddress } from '../conventions/index.ts'
import { isWebSocket } from '../headings.ts'
import type { Gathered } from './gather.ts'
import { withSubsections } from './subsections.ts'

export type Sockets = {
  /** Each holds units about the same sockets, in page order. Those that state HTTP requests are in none. */
  readonly scopes: readonly (readonly Gathered[])[]
  /** The units that HTTP answers. */
  readonly http: readonly Gathered[]
}

/** Finds the units about WebSockets. */
export function socketsOf(gathered: readonly Gathered[]): Sockets {
  const parents = new Set(gathered.filter(({ requests }) => requests.length > 0).map(({ unit }) => unit.above.at(-1)))
  const isHttp = ({ unit: { heading }, requests }: Gathered): boolean =>
    requests.length > 0 || (heading !== undefined && heading.level > 1 && parents.has(heading))
  const scopes = opened(gathered).map(({ units }) =>
    withSubsections(
      units.filter((one) => !isHttp(one)),
      states,
    ),
  )
  return { scopes: scopes.filter((units) => units.length > 0), http: gathered.filter(isHttp) }
}

function states(one: Gathered): boolean {
  return addressesOf(one).length > 0
}

/** The WebSocket addresses that a unit shows. */
export function addressesOf({ found }: Gathered): ChannelAddress[] {
  return found.filter((one) => one.kind === 'channel')
}

type Open = { readonly root: Heading | undefined; readonly level: number; readonly units: Gathered[] }

function opened(gathered: readonly Gathered[]): Open[] {
  const scopes: Open[] = []
  let open: Open | undefined
  for (const one of gathered) {
    const root = rootOf(one)
    const goes = open !== undefined && (root === undefined ? follows(one, open) : root === open.root)
    if (!goes) {
      const begins = root !== undefined || addressesOf(one).some(({ weight }) => weight > 0)
      open = begins ? { root, level: (root ?? one.unit.heading)?.level ?? 0, units: [] } : undefined
      if (open !== undefined) scopes.push(open)
    }
    open?.units.push(one)
  }
  return scopes
}

/** The outermost heading above the unit, or its own, that speaks of WebSockets. */
function rootOf({ unit }: Gathered): Heading | undefined {
  return [...unit.above, unit.heading].find((heading) => heading !== undefined && isWebSocket(heading.text))
}

const CONTINUES = /\b(?:channels?|topics?|streams?|feeds?|subscriptions?)\b|频道|頻道|主题|チャンネル/i

/** What stands beside or below an address, and chapters on channels and topics right after a chapter on WebSockets. */
function follows({ unit, requests }: Gathered, open: Open): boolean {
  if (requests.length > 0) return false
  const level = unit.heading?.level ?? 0
  if (level >= open.level && (level > 1 || open.level === 0)) return true
  return [...unit.above, unit.heading].some((heading) => heading !== undefined && CONTINUES.test(heading.text))
}
