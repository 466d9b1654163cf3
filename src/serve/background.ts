/** What an API does without being asked: it delivers what waits in its outbox, and runs `start` of api.ts. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  courier,
  leasesIn,
  startWorker,
  type Delivery,
  type Leases,
  type Outbox,
  type Worker,
} from '../outbox/index.ts'
import type { Store } from '../store/index.ts'
import type { AnyBehaviour } from './behaviour.ts'
import type { AnyServices, Logger } from './services.ts'

export type Background = {
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** Something was put into the outbox. */
  readonly wake: () => void
}

type Setting = {
  readonly store: Store
  readonly outbox: Outbox
  readonly delivery: Delivery
  readonly log: Logger
  /** `start` of api.ts with what it is given. */
  readonly work: (() => unknown) | undefined
}

export function background({ store, outbox, delivery, log, work }: Setting): Background {
  let worker: Worker | undefined
  let alone: Alone | undefined
  return {
    start() {
      worker = startWorker(outbox, courier(delivery), log)
      if (work !== undefined) alone = runAlone(work, leasesIn(store), log)
    },
    async stop() {
      await Promise.all([worker?.stop(), alone?.stop()])
    },
    wake: () => worker?.wake(),
  }
}

/** What `start` of api.ts is called with. */
export function workOf(behaviour: AnyBehaviour, services: AnyServices): (() => unknown) | undefined {
  const { start } = behaviour
  return start === undefined ? undefined : () => start(services as never)
}

type Alone = { readonly stop: () => Promise<void> }

/** How long the work may lie idle when the process that does it is killed, in milliseconds. */
const LEASE = 15_000
const RENEW = 4000
const WAIT = 1000

/** Does the work in one process of all that serve the API; another takes over within seconds. */
function runAlone(work: () => unknown, leases: Leases, log: Logger): Alone {
  const holder = randomUUID()
  const ended = new AbortController()
  let stopWork: (() => Promise<void>) | undefined
  const turn = async (): Promise<void> => {
    const mine = await leases.take('start', holder, LEASE)
    if (mine && stopWork === undefined) stopWork = await begin(work)
    if (mine || stopWork === undefined) return
    log.warn({ holder }, 'another process has taken over the work in the background')
    await stopWork()
    stopWork = undefined
  }
  const loop = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await turn().catch((error: unknown) => log.error({ err: error }, 'start of api.ts failed'))
      const rest = stopWork === undefined ? WAIT : RENEW
      await sleep(rest, undefined, { ref: false, signal: ended.signal }).catch(() => undefined)
    }
    await stopWork?.()
    await leases.release('start', holder)
  }
  const running = loop().catch((error: unknown) => log.error({ err: error }, 'start of api.ts did not stop well'))
  return {
    async stop() {
      ended.abort()
      await running
    },
  }
}

async function begin(work: () => unknown): Promise<() => Promise<void>> {
  const stop = await work()
  return async () => {
    if (typeof stop === 'function') await stop()
  }
}
