/** Puts counts of requests into the store. */
import { randomUUID } from 'node:crypto'
import type { PluginHost } from '../../serve/index.ts'
import type { Tables } from '../../store/index.ts'
import { NAMES } from '../tables.ts'
import { REMEMBERED, type Seen, type Tally } from './tally.ts'

/** Rows that go into one statement. */
const ROWS = 100
const LONGEST = 500
/** How long counts are kept, in days. */
const KEPT = 90

export async function keepUsage({ store, redacted }: PluginHost, tallies: ReadonlyMap<string, Tally>): Promise<void> {
  const db = await store.tables()
  const day = dayOf(Date.now())
  const counts = [...tallies].flatMap(([credential, tally]) =>
    countRows(tally).map((row) => ({ credential, day, ...row })),
  )
  for (const rows of groups(counts)) await addCounts(db, rows)
  const seen = [...tallies].flatMap(([credential, tally]) =>
    tally.seen.map((one) => ({ id: randomUUID(), credential, ...requestRow(one, redacted(one.url, one.path)) })),
  )
  for (const rows of groups(seen)) await db.insertInto(NAMES.requests).values(rows).execute()
  for (const credential of tallies.keys()) await forgetOld(db, credential)
}

/** The day in UTC: `2026-01-31`. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

type CountRow = { readonly operation: string; readonly status: number; readonly count: number }

function countRows({ counts }: Tally): CountRow[] {
  return [...counts].flatMap(([operation, statuses]) =>
    [...statuses].map(([status, count]) => ({ operation, status, count })),
  )
}

async function addCounts(db: Tables, rows: readonly (CountRow & { credential: string; day: string })[]): Promise<void> {
  await db
    .insertInto(NAMES.usage)
    .values([...rows])
    .onConflict((on) =>
      on
        .columns(['credential', 'day', 'operation', 'status'])
        .doUpdateSet((to) => ({ count: to(to.ref(`${NAMES.usage}.count`), '+', to.ref('excluded.count')) })),
    )
    .execute()
}

function requestRow({ at, method, operation, status, ms, wrong }: Seen, url: string): Record<string, unknown> {
  return {
    at: new Date(at).toISOString(),
    method,
    url: url.slice(0, LONGEST),
    operation,
    status,
    ms: Math.round(ms),
    wrong: wrong?.slice(0, LONGEST) ?? null,
  }
}

async function forgetOld(db: Tables, credential: string): Promise<void> {
  const last = db.selectFrom(NAMES.requests).select('id').where('credential', '=', credential)
  await db
    .deleteFrom(NAMES.requests)
    .where('credential', '=', credential)
    .where('id', 'not in', last.orderBy('at', 'desc').orderBy('id').limit(REMEMBERED))
    .execute()
  const oldest = dayOf(Date.now() - KEPT * 24 * 60 * 60 * 1000)
  await db.deleteFrom(NAMES.usage).where('credential', '=', credential).where('day', '<', oldest).execute()
}

function groups<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS))
}
