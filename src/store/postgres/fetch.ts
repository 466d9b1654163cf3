/** Fetches what a group of works needs, in one statement, and gives out integers. */
import type { ClientBase, Pool } from 'pg'
import type { Kept } from '../store.ts'
import type { Needs } from '../work.ts'
import { escaped, unescaped } from '../escape.ts'
import { keyOf } from './columns.ts'
import { cellKey, type Cell, type Fetched } from './ground.ts'

const DAY = 24 * 60 * 60 * 1000

/** What stands in the database for these needs. */
export async function fetchFor(client: ClientBase, needs: readonly Needs[]): Promise<Pick<Fetched, 'cells' | 'once'>> {
  const ids = new Map(
    needs.flatMap(({ collection, ids: wanted }) => wanted.map((id) => [cellKey(collection, id), { collection, id }])),
  )
  const keys = needs.flatMap(({ once }) => (once === undefined ? [] : [escaped(once)]))
  const [texts, once] = await Promise.all([textsOf(client, [...ids.values()]), keptUnder(client, keys)])
  const cells = new Map(
    [...ids].map(([key, { collection, id }]): [string, Cell] => {
      const before = texts.get(cellKey(collection, keyOf(id)))
      return [key, { collection, id, before, now: before, reborn: false }]
    }),
  )
  return { cells, once }
}

type Named = { readonly collection: string; readonly id: string }

async function textsOf(client: ClientBase, wanted: readonly Named[]): Promise<ReadonlyMap<string, string>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await client.query<{ collection: string; key: string; text: string }>({
    name: 'kittn-fetch',
    text: `SELECT collection, key, text FROM kittn_records
           WHERE (collection, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    values: [wanted.map(({ collection }) => collection), wanted.map(({ id }) => keyOf(id))],
  })
  return new Map(rows.map(({ collection, key, text }) => [cellKey(collection, key), text]))
}

async function keptUnder(client: ClientBase, keys: readonly string[]): Promise<Map<string, Kept>> {
  if (keys.length === 0) return new Map()
  const { rows } = await client.query<Kept & { key: string }>({
    name: 'kittn-once',
    text: 'SELECT key, fingerprint, id, text FROM kittn_once WHERE key = ANY($1) AND at > $2',
    values: [keys, Date.now() - DAY],
  })
  return new Map(rows.map(({ key, id, ...kept }) => [unescaped(key), { ...kept, id: unescaped(id) }]))
}

/** As many integers of each collection as the works may ask for. No two callers get the same. */
export async function integersFor(client: Pool | ClientBase, needs: readonly Needs[]): Promise<Map<string, number[]>> {
  const counts = new Map<string, number>()
  for (const { collection, integers } of needs)
    if (integers > 0) counts.set(collection, (counts.get(collection) ?? 0) + integers)
  if (counts.size === 0) return new Map()
  // Everybody locks the counters in the same order.
  const names = [...counts.keys()].toSorted()
  const { rows } = await client.query<{ name: string; last_id: number }>({
    name: 'kittn-next',
    text: `INSERT INTO kittn_collections AS c (name, last_id) SELECT * FROM unnest($1::text[], $2::bigint[])
           ON CONFLICT (name) DO UPDATE SET last_id = c.last_id + excluded.last_id RETURNING name, last_id`,
    values: [names, names.map((name) => counts.get(name))],
  })
  return new Map(rows.map(({ name, last_id }) => [name, range(last_id, counts.get(name) ?? 0)]))
}

function range(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => last - count + 1 + n)
}
