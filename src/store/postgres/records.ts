/** Records in PostgreSQL. Reads go to any connection, writes are committed in groups; inside a transaction both are its own. */
import type { QueryResultRow } from 'pg'
import type { Records, Stored } from '../store.ts'
import { writesOf, type Write } from '../work.ts'
import { unescaped } from '../escape.ts'
import { keyOf } from './columns.ts'
import { countSql, listSql, positionSql, type Sql } from './query.ts'
import { together, type LookUp } from './together.ts'

/** Runs a statement: in the transaction under way, else by itself. */
export type Ask = <Row extends QueryResultRow>(query: Sql & { readonly name?: string }) => Promise<readonly Row[]>

type Row = { readonly key: string; readonly long_id: string | null; readonly text: string }

export type Asking = {
  readonly ask: Ask
  /** Whether this code belongs to a transaction. */
  readonly isInside: () => boolean
}

export function postgresRecords(asking: Asking, write: Write): (collection: string) => Records {
  const { ask } = asking
  const texts = new Map<string, LookUp<string>>()
  const textIn = (collection: string): LookUp<string> => {
    const known = texts.get(collection) ?? textsOf(collection, asking)
    texts.set(collection, known)
    return known
  }
  return (collection) => ({
    async get(id) {
      const text = await textIn(collection)(keyOf(String(id)))
      return text === undefined ? undefined : { id: String(id), text }
    },
    list: async (query) => (await ask<Row>(listSql(collection, query))).map(storedOf),
    async count(where) {
      const [row] = await ask<{ count: number }>(countSql(collection, where))
      return row?.count ?? 0
    },
    async position(id, query) {
      const [row] = await ask<{ position: number }>(positionSql(collection, keyOf(String(id)), query))
      return row?.position || undefined
    },
    async wasRemoved(id) {
      const text = 'SELECT 1 FROM kittn_removed WHERE collection = $1 AND key = $2'
      return (await ask({ name: 'kittn-removed', text, values: [collection, keyOf(String(id))] })).length > 0
    },
    ...writesOf(collection, write),
  })
}

/** The texts of a collection's records, by their keys. */
function textsOf(collection: string, { ask, isInside }: Asking): LookUp<string> {
  const text = 'SELECT key, text FROM kittn_records WHERE collection = $1 AND key = ANY($2)'
  const all = async (keys: string[]): Promise<Map<string, string>> => {
    const rows = await ask<Row>({ name: 'kittn-get', text, values: [collection, keys] })
    return new Map(rows.map((row) => [row.key, row.text]))
  }
  return together({ all, isInside })
}

function storedOf({ key, long_id, text }: Row): Stored {
  return { id: unescaped(long_id ?? key), text }
}
