/** Kysely on a way to execute statements: which connection each goes to is the store's business. */
import {
  Kysely,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { AnyTables, Tables } from './tables.ts'

export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

export function tablesOver(execute: Execute, dialect: Omit<Dialect, 'createDriver'>): Tables {
  return new Kysely<AnyTables>({ dialect: { ...dialect, createDriver: () => driverOf(connectionOf(execute)) } })
}

function driverOf(connection: DatabaseConnection): Driver {
  const nothing = async (): Promise<void> => undefined
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  }
}

function connectionOf(execute: Execute): DatabaseConnection {
  return {
    // What a query returns is typed by whoever wrote it.
    executeQuery: async <R>(query: CompiledQuery) => (await execute(query)) as QueryResult<R>,
    async *streamQuery<R>(query: CompiledQuery) {
      yield (await execute(query)) as QueryResult<R>
    },
  }
}

async function refuse(): Promise<never> {
  throw new Error('use `transaction(async ({ store, db }) => …)`, in which records and tables change together')
}
