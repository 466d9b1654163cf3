/** Writes what a group of works has made of the ground, each kind of change in one statement. */
import type { ClientBase, Pool } from 'pg'
import { escaped } from '../escape.ts'
import { fieldsOf, keyOf, longId } from './columns.ts'
import type { Cell, Changes, Fresh } from './ground.ts'

const DAY = 24 * 60 * 60 * 1000

/** The statements go out together; the first that fails is the one that is thrown. */
export async function writeOut(client: ClientBase, { cells, fresh, once }: Changes): Promise<void> {
  const all = [...cells.values()]
  const gone = all.filter(({ before, now, reborn }) => before !== undefined && (now === undefined || reborn))
  const born = all.filter(({ before, now, reborn }) => now !== undefined && (before === undefined || reborn))
  const changed = all.filter(
    ({ before, now, reborn }) => before !== undefined && now !== undefined && !reborn && before !== now,
  )
  const buried = all.filter(({ now, reborn }) => now === undefined && reborn)
  await Promise.all([
    gone.length > 0 && client.query({ name: 'kittn-remove', text: REMOVE, values: names(gone) }),
    fresh.length > 0 && writeFresh(client, fresh),
    born.length > 0 && client.query({ name: 'kittn-insert', text: INSERT, values: contents(born) }),
    changed.length > 0 && client.query({ name: 'kittn-update', text: UPDATE, values: contents(changed) }),
    buried.length > 0 && client.query({ name: 'kittn-bury', text: BURY, values: names(buried) }),
    ...keep(client, once),
  ])
}

/** Texts go as one text of JSON, which takes less than a list of PostgreSQL's; collections are few. */
export function writeFresh(on: Pool | ClientBase, fresh: readonly Fresh[]): Promise<unknown> {
  const collections = [...new Set(fresh.map(({ collection }) => collection))]
  const at = fresh.map(({ collection }) => collections.indexOf(collection) + 1)
  const texts = fresh.map(({ text }) => text)
  const fields = texts.map(fieldsOf)
  const values = [
    collections,
    `{${at.join()}}`,
    `{${fresh.map(({ id }) => id).join()}}`,
    JSON.stringify(texts),
    fields.some((one) => one !== null) ? fields : null,
  ]
  return on.query({ name: 'kittn-fresh', text: FRESH, values })
}

/** Integers that are given out from now on stay above those that records took for themselves. */
export async function raise(client: Pool | ClientBase, atLeast: Changes['atLeast']): Promise<void> {
  if (atLeast.size === 0) return
  const entries = [...atLeast].toSorted(([a], [b]) => (a < b ? -1 : 1))
  await client.query({
    name: 'kittn-at-least',
    text: `INSERT INTO kittn_collections AS c (name, last_id) SELECT * FROM unnest($1::text[], $2::bigint[])
           ON CONFLICT (name) DO UPDATE SET last_id = greatest(c.last_id, excluded.last_id)`,
    values: [entries.map(([name]) => name), entries.map(([, id]) => id)],
  })
}

const REMOVE = `DELETE FROM kittn_records WHERE (collection, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`
const BURY = `INSERT INTO kittn_removed (collection, key) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`
const FRESH = `INSERT INTO kittn_records (collection, key, text, fields)
  SELECT ($1::text[])[at], key, text, fields
  FROM ROWS FROM (unnest($2::int[]), unnest($3::text[]), json_array_elements_text($4::json), unnest($5::jsonb[]))
    WITH ORDINALITY AS given (at, key, text, fields, n)
  ORDER BY n`
/** In the order of the list. A record that is there again is no longer a removed one. */
const INSERT = `WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) WITH ORDINALITY
      AS given (collection, key, text, long_id, fields, n)),
  unburied AS (DELETE FROM kittn_removed r USING given WHERE r.collection = given.collection AND r.key = given.key)
  INSERT INTO kittn_records (collection, key, text, long_id, fields)
  SELECT collection, key, text, long_id, fields FROM given ORDER BY n`
const UPDATE = `UPDATE kittn_records r SET text = given.text, fields = given.fields
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) AS given (collection, key, text, long_id, fields)
  WHERE r.collection = given.collection AND r.key = given.key`

function names(cells: readonly Cell[]): unknown[] {
  return [cells.map(({ collection }) => collection), cells.map(({ id }) => keyOf(id))]
}

function contents(cells: readonly Cell[]): unknown[] {
  const texts = cells.map(({ now = '' }) => now)
  return [...names(cells), texts, cells.map(({ id }) => longId(id)), texts.map(fieldsOf)]
}

function keep(client: ClientBase, once: Changes['once']): Promise<unknown>[] {
  if (once.size === 0) return []
  const rows = [...once].map(([key, { fingerprint, id, text }]) => [escaped(key), fingerprint, escaped(id), text])
  const columns = [0, 1, 2, 3].map((n) => rows.map((row) => row[n]))
  const clear = 'DELETE FROM kittn_once WHERE key IN (SELECT key FROM kittn_once WHERE at <= $1 LIMIT 10)'
  const insert = `INSERT INTO kittn_once (key, fingerprint, id, text, at)
    SELECT *, $5::bigint FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
    ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, id = excluded.id, text = excluded.text, at = excluded.at`
  return [
    client.query({ name: 'kittn-clear', text: clear, values: [Date.now() - DAY] }),
    client.query({ name: 'kittn-keep', text: insert, values: [...columns, Date.now()] }),
  ]
}
