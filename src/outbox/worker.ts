/** Delivers what waits in an outbox, one process beside others. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivered, Deliver, Entry } from './entry.ts'
import type { Outbox } from './outbox.ts'

export type Worker = {
  /** Something was put in. */
  readonly wake: () => void
  /** Waits for what is under way. */
  readonly stop: () => Promise<void>
}

export type WorkerLog = { readonly warn: (fields: object, message: string) => void }

/** How many letters are under way at once. */
const AT_ONCE = 16
/** How often others' letters and those that are due again are looked for, in milliseconds. */
const LONGEST = 1000
/** A letter that was put in by a transaction is seen when that has ended, which is soon. */
const SHORTEST = 10
const SWEEP = 60 * 60 * 1000

export function startWorker(outbox: Outbox, deliver: Deliver, log: WorkerLog): Worker {
  const holder = randomUUID()
  const ended = new AbortController()
  let woken = new AbortController()
  let rest = SHORTEST
  const wake = (): void => {
    rest = SHORTEST
    woken.abort()
  }
  const round = async (): Promise<void> => {
    const claimed = await outbox.claim(holder, AT_ONCE)
    await Promise.all(claimed.map((entry) => attempt(entry, { outbox, deliver, log })))
    rest = claimed.length > 0 ? SHORTEST : Math.min(rest * 2, LONGEST)
  }
  const loop = async (): Promise<void> => {
    let swept = Date.now()
    while (!ended.signal.aborted) {
      await round().catch((error: unknown) => log.warn({ err: error }, 'the outbox could not be looked at'))
      if (Date.now() - swept > SWEEP) {
        swept = Date.now()
        await outbox.sweep().catch(() => undefined)
      }
      await sleep(rest, undefined, { ref: false, signal: woken.signal }).catch(() => undefined)
      if (woken.signal.aborted) woken = new AbortController()
    }
  }
  const running = loop()
  return {
    wake,
    async stop() {
      ended.abort()
      wake()
      await running
    },
  }
}

type Attempting = { readonly outbox: Outbox; readonly deliver: Deliver; readonly log: WorkerLog }

async function attempt(entry: Entry, { outbox, deliver, log }: Attempting): Promise<void> {
  const [began, at] = [performance.now(), new Date().toISOString()]
  const delivered = await deliver(entry).catch(broken)
  const ms = Math.round(performance.now() - began)
  const { outcome, status } = delivered
  if (!delivered.ok) log.warn({ letter: entry.id, kind: entry.letter.kind, outcome }, 'a letter did not arrive')
  await outbox.settle(entry, { at, ms, status, outcome }, delivered)
}

/** A bug of ours may be mended before the next try. */
function broken(error: unknown): Delivered {
  return { ok: false, again: true, outcome: error instanceof Error ? error.message : String(error) }
}
