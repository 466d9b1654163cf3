/** Records in SQLite. Reads go to the reader connection, writes to the writer, where they are committed in groups. */
import type { Database, Statement } from 'better-sqlite3'
import { escaped, unescaped } from '../escape.ts'
import type { Transactions } from '../transactions.ts'
import type { Id, Query, Records, Stored } from '../store.ts'
import { writesOf, type Ground, type Write } from '../work.ts'
import { GET } from './ground.ts'
import { keptUntilWritten } from './kept.ts'
import { listSql, positionSql, whereSql } from './query.ts'
import type { Snapshot } from './snapshot.ts'

export type Connections = {
  readonly reader: Database
  readonly snapshot: Snapshot
  readonly db: Database
  /** What work on the writer connection stands on. */
  readonly ground: Ground
  /** Does a job of the writer connection: as a part of the transaction under way, else with its group. */
  readonly write: <T>(job: () => T) => Promise<T>
  /** Inside a transaction reads go to the writer connection, too. */
  readonly transactions: Transactions<Database>
}

/** Makes the records of any collection; the statements are prepared once for all of them. */
export function sqliteRecords(connections: Connections): (collection: string) => Records {
  const read = readsOf(connections)
  const get = getter(connections, read)
  const write = writeTo(connections)
  return (collection) => ({
    get: get(collection),
    list: async (query: Query) => {
      const { sql, values } = listSql(query)
      // The columns are those of the statement above.
      const rows = read()
        .prepared(sql)
        .all(collection, ...values) as Stored[]
      return rows.map(named)
    },
    count: async (where) => {
      const { sql, values } = whereSql(where)
      const count = `SELECT count(*) AS count FROM kittn_records WHERE collection = +?${sql}`
      const row = read()
        .prepared(count)
        .get(collection, ...values)
      return (row as { readonly count: number }).count
    },
    async position(id, query) {
      const { sql, values } = positionSql(collection, escaped(String(id)), query)
      const row = read()
        .prepared(sql)
        .get(...values) as { readonly position: number } | undefined
      return row?.position || undefined
    },
    wasRemoved: async (id) => read().removed.get(collection, escaped(String(id))) !== undefined,
    ...writesOf(collection, write),
  })
}

/** Does work on the writer connection. */
export function writeTo({ ground, write }: Connections): Write {
  return ({ run }) => write(() => run(ground))
}

/** Records that are kept, each with its id, by all collections together: in characters. */
const KEPT = 4 * 1024 * 1024

type Getter = (collection: string) => (id: Id) => Stored | undefined

/** Inside a transaction nothing is kept: what it writes is nobody else's yet. */
function getter({ snapshot, transactions }: Connections, read: () => Reads): Getter {
  const kept = keptUntilWritten<Stored>(snapshot, KEPT)
  return (collection) => {
    const prefix = `${collection.length} ${collection} `
    const readOne = (id: string): Stored | undefined => {
      const stored = read().get.get(collection, escaped(id))
      return stored === undefined ? undefined : named(stored)
    }
    return (given) => {
      const id = String(given)
      if (transactions.current() !== undefined) return readOne(id)
      const key = prefix + id
      const known = kept.find(key)
      if (known !== undefined) return known
      const stored = readOne(id)
      if (stored !== undefined) kept.keep(key, stored, key.length + stored.text.length)
      return stored
    }
  }
}

/** The record under its own id; almost all are kept under it. */
function named(stored: Stored): Stored {
  const id = unescaped(stored.id)
  return id === stored.id ? stored : { id, text: stored.text }
}

type Reads = {
  readonly get: Statement<[string, string], Stored>
  readonly removed: Statement<[string, string]>
  readonly prepared: (sql: string) => Statement
}

/** The statements to read with: those of the transaction that is under way, else those that see what is committed. */
function readsOf({ reader, snapshot, db, transactions }: Connections): () => Reads {
  const [outside, inside] = [reads(reader), reads(db)]
  return () => {
    if (transactions.current() !== undefined) return inside
    snapshot.look()
    return outside
  }
}

function reads(db: Database): Reads {
  return {
    get: db.prepare(GET),
    removed: db.prepare('SELECT 1 FROM kittn_removed WHERE collection = ? AND id = ?'),
    prepared: statementCache(db),
  }
}

/** Queries differ only in how many conditions they have and how they sort, so few statements are ever kept. */
export function statementCache(db: Database): (sql: string) => Statement {
  const kept = new Map<string, Statement>()
  return (sql) => {
    const statement = kept.get(sql) ?? db.prepare(sql)
    if (kept.size < 200) kept.set(sql, statement)
    return statement
  }
}
