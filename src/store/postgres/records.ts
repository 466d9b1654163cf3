/** Records in PostgreSQL. Reads go to any connection, writes are committed in groups; inside a transaction both are its own. */
import type { QueryResultRow } from 'pg'
import type { Records, Stored } from '../store.ts'
import { writesOf, type Write } from '../work.ts'
import { unescaped } from '../escape.ts'
import { keyOf } from './columns.ts'
import { countSql, listSql, positionSql, type Sql } from './query.ts'

/** Runs a statement: in the transaction under way, else by itself. */
export type Ask = <Row extends QueryResultRow>(query: Sql & { readonly name?: string }) => Promise<readonly Row[]>

type Row = { readonly key: string; readonly long_id: string | null; readonly text: string }

export function postgresRecords(ask: Ask, write: Write): (collection: string) => Records {
  return (collection) => ({
    async get(id) {
      const text = 'SELECT text FROM kittn_records WHERE collection = $1 AND key = $2'
      const [row] = await ask<Row>({ name: 'kittn-get', text, values: [collection, keyOf(String(id))] })
      return row === undefined ? undefined : { id: String(id), text: row.text }
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

function storedOf({ key, long_id, text }: Row): Stored {
  return { id: unescaped(long_id ?? key), text }
}
