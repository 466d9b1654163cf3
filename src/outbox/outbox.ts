/**
 * The outbox: letters that wait, in a collection of the store that no page can name. A letter that is put in while a
 * transaction runs is part of it. Whoever wants to deliver one claims it first, so that no two processes do so at once.
 */
import { randomUUID } from 'node:crypto'
import type { Records, Store, Stored } from '../store/index.ts'
import { pause } from './pause.ts'
import type { Attempt, Delivered, Entry, Letter } from './entry.ts'

const WAITING = 'kittn:outbox'
const SETTLED = 'kittn:sent'

/** How long a letter may be under way before another process may try, in milliseconds. */
const LEASE = 60_000
/** How long settled letters are kept, in milliseconds. */
const KEPT = 30 * 24 * 60 * 60 * 1000

export type Outbox = {
  readonly put: (letter: Letter) => Promise<string>
  /** Letters that are due, each claimed by this holder alone. */
  readonly claim: (holder: string, limit: number) => Promise<Entry[]>
  /** What came of a letter that was claimed. */
  readonly settle: (entry: Entry, attempt: Attempt, delivered: Delivered) => Promise<void>
  /** The newest first, waiting ones before settled ones. */
  readonly list: (limit: number) => Promise<Entry[]>
  /** Sends a letter anew, as another one; undefined if there is none with this id. */
  readonly replay: (id: string) => Promise<string | undefined>
  /** Forgets what was settled long ago. */
  readonly sweep: () => Promise<void>
}

export function outboxIn(store: Store): Outbox {
  const [waiting, settled] = [store.records(WAITING), store.records(SETTLED)]
  return {
    put: (letter) => put(waiting, letter),
    async claim(holder, limit) {
      const due = await waiting.list({ sort: { field: 'due', descending: false }, limit })
      const now = Date.now()
      const free = due.map(parse).filter((entry) => isFree(entry, now))
      const claimed = await Promise.all(free.map(({ id }) => claim(waiting, id, holder)))
      return claimed.filter((entry) => entry !== undefined)
    },
    settle: (entry, attempt, delivered) => settle(entry, attempt, { delivered, waiting, settled }),
    async list(limit) {
      const query = { sort: { field: 'due', descending: true }, limit }
      const all = await Promise.all([waiting.list(query), settled.list(query)])
      return all.flat().map(parse).slice(0, limit)
    },
    async replay(id) {
      const found = (await settled.get(id)) ?? (await waiting.get(id))
      return found === undefined ? undefined : put(waiting, parse(found).letter)
    },
    async sweep() {
      const oldest = await settled.list({ sort: { field: 'due', descending: false }, limit: 1000 })
      const old = oldest.map(parse).filter(({ due }) => due < time(Date.now() - KEPT))
      await Promise.all(old.map(({ id }) => settled.forget(id)))
    },
  }
}

async function put(waiting: Records, letter: Letter): Promise<string> {
  const id = randomUUID()
  const now = time(Date.now())
  const entry: Entry = { id, state: 'waiting', created: now, due: now, attempts: [], lease: undefined, letter }
  await waiting.create(() => JSON.stringify(entry), { id })
  return id
}

function isFree({ due, lease }: Entry, now: number): boolean {
  return due <= time(now) && (lease === undefined || lease.until <= time(now))
}

/** Another process may have been quicker. */
class Taken extends Error {}

async function claim(waiting: Records, id: string, holder: string): Promise<Entry | undefined> {
  try {
    const claimed = await waiting.update(id, (text) => {
      const entry = JSON.parse(text) as Entry
      const now = Date.now()
      if (!isFree(entry, now)) throw new Taken()
      return JSON.stringify({ ...entry, lease: { holder, until: time(now + LEASE) } })
    })
    return claimed && parse(claimed)
  } catch (error) {
    if (error instanceof Taken) return undefined
    throw error
  }
}

type Settling = { readonly delivered: Delivered; readonly waiting: Records; readonly settled: Records }

async function settle(entry: Entry, attempt: Attempt, { delivered, waiting, settled }: Settling): Promise<void> {
  const attempts = [...entry.attempts, attempt]
  const wait = delivered.ok || !delivered.again ? undefined : pause(attempts.length)
  if (wait !== undefined) {
    const due = time(Date.now() + wait)
    const next: Entry = { ...entry, attempts, lease: undefined, due }
    return void (await waiting.update(entry.id, () => JSON.stringify(next)))
  }
  const state = delivered.ok ? 'delivered' : 'failed'
  const done: Entry = { ...entry, state, attempts, lease: undefined, due: attempt.at }
  // In this order: a process that ends between the two sends a letter twice rather than never.
  await settled.create(() => JSON.stringify(done), { id: entry.id })
  await waiting.forget(entry.id)
}

function parse({ text }: Stored): Entry {
  // Nobody else writes into these collections.
  return JSON.parse(text) as Entry
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
