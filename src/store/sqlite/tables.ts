/** Kysely over the file of a SQLite store, through its two connections: reads see what is committed, writes are grouped. */
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type { Statement } from 'better-sqlite3'
import type { AnyTables, Tables } from '../tables.ts'
import { statementCache, type Connections } from './records.ts'

export function sqliteTables(connections: Connections): Tables {
  return new Kysely<AnyTables>({
    dialect: {
      createDriver: () => driverOf(connections),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
  })
}

function driverOf(connections: Connections): Driver {
  const execute = executor(connections)
  const nothing = async (): Promise<void> => undefined
  return {
    init: nothing,
    acquireConnection: async () => connectionOf(execute),
    beginTransaction: refuse,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  }
}

type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

function connectionOf(execute: Execute): DatabaseConnection {
  return {
    // What a query returns is typed by whoever wrote it.
    executeQuery: async <R>(query: CompiledQuery) => (await execute(query)) as QueryResult<R>,
    async *streamQuery<R>(query: CompiledQuery) {
      yield (await execute(query)) as QueryResult<R>
    },
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

async function refuse(): Promise<never> {
  throw new Error('use `transaction(async ({ store, db }) => …)`, in which records and tables change together')
}
