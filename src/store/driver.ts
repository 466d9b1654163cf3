/**
 * Kysely on a way to execute statements: which connection each goes to is the store's business. So nothing is acquired and
 * released, which takes Kysely a dozen promises, and a statement goes to the store at once.
 */
import {
  DefaultQueryExecutor,
  Kysely,
  type AbortableQueryOptions,
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { AnyTables, Tables } from './tables.ts'

export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

type Speech = Omit<Dialect, 'createDriver'>

export function tablesOver(execute: Execute, speech: Speech): Tables {
  const connection = connectionOf(execute)
  const driver = driverOf(connection)
  const dialect = { ...speech, createDriver: () => driver }
  const executor = new Executor(execute, speech, { provideConnection: (use) => use(connection) })
  return new Kysely<AnyTables>({ config: { dialect }, dialect, driver, executor })
}

/** With plug-ins of the author, and for what is to be given up at a signal, Kysely makes one of its own of this. */
class Executor extends DefaultQueryExecutor {
  readonly #execute: Execute

  constructor(execute: Execute, speech: Speech, connections: ConnectionProvider) {
    super(speech.createQueryCompiler(), speech.createAdapter(), connections)
    this.#execute = execute
  }

  override executeQuery<R>(query: CompiledQuery, options?: AbortableQueryOptions): Promise<QueryResult<R>> {
    if (options?.signal !== undefined) return super.executeQuery(query, options)
    // What a query returns is typed by whoever wrote it.
    return this.#execute(query) as Promise<QueryResult<R>>
  }
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
