/** Kysely over the file of a SQLite store, through its two connections: reads see what is committed, writes are grouped. */
import { SqliteIntrospector, type Dialect, type Kysely, type QueryResult } from 'kysely'
import Sqlite, { type Database, type Statement } from 'better-sqlite3'
import { tablesOver, type Execute } from '../driver.ts'
import type { Tables } from '../tables.ts'
import { statementCache, type Connections } from './records.ts'
import { Adapter, compilerFor } from './steady.ts'

export function sqliteTables(connections: Connections): Tables {
  return tablesOver(executor(connections), dialectOf(connections.db))
}

/** All tables as they are now; closing it ends that look. */
export function tablesAsNow(file: string): { readonly db: Tables; readonly close: () => void } {
  const own = new Sqlite(file, { readonly: true })
  own.exec('BEGIN')
  const prepared = statementCache(own)
  const db = tablesOver(async ({ sql, parameters }) => run(prepared(sql), parameters), dialectOf(own))
  return { db, close: () => void own.close() }
}

function dialectOf(file: Database): Omit<Dialect, 'createDriver'> {
  return {
    createQueryCompiler: () => compilerFor(file),
    createAdapter: () => new Adapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  }
}

function executor({ reader, snapshot, db, write, transactions }: Connections): Execute {
  const [reads, writes] = [statementCache(reader), statementCache(db)]
  return async ({ sql, parameters }) => {
    if (transactions.current() !== undefined) return run(writes(sql), parameters)
    snapshot.look()
    const statement = reads(sql)
    return statement.readonly ? run(statement, parameters) : write(() => run(writes(sql), parameters))
  }
}

function run(statement: Statement, parameters: readonly unknown[]): QueryResult<unknown> {
  const values = parameters.map(valueOf)
  if (statement.reader) return { rows: statement.all(...values) }
  const { changes, lastInsertRowid } = statement.run(...values)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

/** SQLite knows neither truth values nor times: they become 1 and 0, and ISO 8601. */
function valueOf(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.toISOString()
  return value === undefined ? null : value
}
