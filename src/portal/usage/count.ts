/** Counts the requests of applications in memory, a few look-ups each, and keeps the counts in the store in groups. */
import type { Exchange, Plugged, PluginHost } from '../../serve/index.ts'
import { REMEMBERED, type Seen, type Tally } from './tally.ts'

/** How long counts wait in memory, in milliseconds. */
const PAUSE = 2000
export function counterOf(host: PluginHost): Required<Pick<Plugged, 'heard' | 'stop'>> {
  let tallies = new Map<string, Tally>()
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    const full = tallies
    tallies = new Map()
    timer = undefined
    writing = writing.then(() => keep(host, full))
  }
  return {
    heard(exchange, status, milliseconds) {
      const { caller } = exchange
      if (caller.application === undefined) return
      let tally = tallies.get(caller.id)
      if (tally === undefined) tallies.set(caller.id, (tally = { counts: new Map(), seen: [], total: 0 }))
      count(tally, seenOf(exchange, status, milliseconds))
      timer ??= setTimeout(flush, PAUSE).unref()
    },
    async stop() {
      clearTimeout(timer)
      flush()
      await writing
    },
  }
}

function seenOf({ id, method, url, action, channel, wrong }: Exchange, status: number, ms: number): Seen {
  const operation = action?.operation.key ?? (channel === undefined ? '' : `WS ${channel.address}`)
  const path = action?.operation.path ?? channel?.address ?? ''
  return { at: Date.now(), id, method, url, path, operation, status, ms, wrong }
}

function count(tally: Tally, seen: Seen): void {
  const { operation, status } = seen
  let statuses = tally.counts.get(operation)
  if (statuses === undefined) tally.counts.set(operation, (statuses = new Map()))
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  tally.seen[tally.total++ % REMEMBERED] = seen
}

/** What cannot be kept is lost: a chart with a gap is better than a server without memory. */
async function keep(host: PluginHost, tallies: ReadonlyMap<string, Tally>): Promise<void> {
  if (tallies.size === 0) return
  try {
    const { keepUsage } = await import('./keep.ts')
    await keepUsage(host, tallies)
  } catch (error) {
    host.log.warn({ err: error, keys: tallies.size }, 'usage of keys could not be kept')
  }
}
