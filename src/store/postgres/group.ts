/**
 * Group commit over a socket: works that come while a group is on its way make the next one. A group fetches what it
 * needs, works in memory and writes it back: two round trips and one wait for the disk, however many works it has.
 */
import type { ClientBase } from 'pg'
import { pacer } from '../pace.ts'
import type { Needs, Work, Write } from '../work.ts'
import { inTransaction, isConflict, persistently, SERIALIZABLE, type Pools } from './connect.ts'
import { fetchFor, integersFor } from './fetch.ts'
import { overlayOf, type Fetched } from './ground.ts'
import { raise, writeFresh, writeOut } from './write-out.ts'

/** A work whose caller waits. `run` says how to settle it once the group is on disk. */
type Waiting = { readonly work: Work<unknown>; readonly settle: (outcome: Outcome) => void }
type Outcome = { readonly value: unknown } | { readonly error: unknown }

/** More works than this make two groups. */
const LARGEST = 1000

export type Group = { readonly write: Write; readonly drain: () => Promise<void> }

export function groupWriter(pools: Pools): Group {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  const pace = pacer()
  const flush = (): void => {
    if (running === undefined && waiting.length > 0 && !pace.putsOff(waiting.length, flush)) start()
  }
  const start = (): void => {
    const count = waiting[0]?.work.needs.claims ? 1 : claimAfter(waiting)
    const group = waiting.slice(0, count)
    waiting = waiting.slice(count)
    running = settleAll(pools, group).finally(() => {
      running = undefined
      pace.ended(count)
      if (waiting.length > 0) setImmediate(flush)
    })
  }
  const write = <T>(work: Work<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      // The outcome is that of this work.
      const settle = (outcome: Outcome): void =>
        'error' in outcome ? reject(outcome.error) : resolve(outcome.value as T)
      waiting.push({ work, settle })
    })
  return {
    write,
    async drain() {
      for (; running !== undefined || waiting.length > 0; await running) if (running === undefined) start()
    },
  }
}

/** Work that claims a collection is a group by itself. */
function claimAfter(waiting: readonly Waiting[]): number {
  const claim = waiting.findIndex(({ work }) => work.needs.claims)
  return Math.min(LARGEST, claim === -1 ? waiting.length : claim)
}

async function settleAll(pools: Pools, group: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await persistently(() =>
      runGroup(
        pools,
        group.map(({ work }) => work),
      ),
    )
    group.forEach(({ settle }, n) => settle(outcomes[n] ?? { error: new Error('the work was never tried') }))
  } catch (error) {
    for (const { settle } of group) settle({ error })
  }
}

async function runGroup(pools: Pools, works: readonly Work<unknown>[]): Promise<readonly Outcome[]> {
  const needs = works.map((work) => work.needs)
  const claims = needs.some((need) => need.claims)
  const integers = claims ? new Map<string, number[]>() : await integersFor(pools.counters, needs)
  if (needs.every(onlyCreates)) return createAll(pools, works, integers)
  return inTransaction(pools.main, SERIALIZABLE, async (client) => {
    const claimed = claims ? await claim(client, needs) : new Set<string>()
    const overlay = overlayOf({ ...(await fetchFor(client, needs)), integers, claimed })
    const outcomes = works.map((work) => outcomeOf(() => overlay.attempt(work.run)))
    await raise(claims ? client : pools.counters, overlay.changes.atLeast)
    const [, end] = await Promise.all([writeOut(client, overlay.changes), client.query('COMMIT')])
    if (end.command !== 'COMMIT') throw new Error('the group was not committed')
    return outcomes
  })
}

/** Whether it is about nothing that may be there already. */
function onlyCreates({ ids, once, claims = false }: Needs): boolean {
  return ids.length === 0 && once === undefined && !claims
}

/** One statement, which is a transaction by itself. */
async function createAll(
  pools: Pools,
  works: readonly Work<unknown>[],
  integers: Fetched['integers'],
): Promise<readonly Outcome[]> {
  const { attempt, changes } = overlayOf({ cells: new Map(), once: new Map(), integers, claimed: new Set() })
  const outcomes = works.map((work) => outcomeOf(() => attempt(work.run)))
  if (changes.fresh.length > 0) await writeFresh(pools.groups, changes.fresh)
  return outcomes
}

/** Does one work inside a transaction that is under way. */
export async function runWithin<T>(pools: Pools, client: ClientBase, work: Work<T>): Promise<T> {
  const needs = [work.needs]
  const integers = await integersFor(pools.counters, needs)
  const overlay = overlayOf({ ...(await fetchFor(client, needs)), integers, claimed: new Set() } satisfies Fetched)
  const value = overlay.attempt(work.run)
  await raise(pools.counters, overlay.changes.atLeast)
  await writeOut(client, overlay.changes)
  return value
}

/** The collections among those of the works that nobody has put anything into before. */
async function claim(client: ClientBase, needs: readonly Needs[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `INSERT INTO kittn_collections (name, last_id) SELECT unnest($1::text[]), 0 ON CONFLICT DO NOTHING RETURNING name`,
    [needs.map(({ collection }) => collection)],
  )
  return new Set(rows.map(({ name }) => name))
}

function outcomeOf(run: () => unknown): Outcome {
  try {
    return { value: run() }
  } catch (error) {
    if (isConflict(error)) throw error
    return { error }
  }
}
