/** The connections of a PostgreSQL store, and what goes wrong with them. */
import { Pool, types, type PoolClient, type PoolConfig } from 'pg'
import { Unavailable } from '../store.ts'
import { migrateSchema } from './migrations.ts'

export type Pools = {
  /** Ready for any statement: each connection works in the schema of the API. */
  readonly main: Pool
  /** Where each statement is a serializable transaction by itself. */
  readonly groups: Pool
  /** For counters alone: what they gave out is on disk as soon as a record that uses it is, so they need not wait. */
  readonly counters: Pool
}

/** Whole numbers come as numbers, as they do from SQLite. */
types.setTypeParser(types.builtins.INT8, Number)

/** How long a statement waits for a connection, in milliseconds. */
const PATIENCE = 10_000

/** Connects and brings the schema up to date. Throws Unavailable where there is no database to speak to. */
export async function connect(address: string, schema: string): Promise<Pools> {
  const main = poolTo(address, schema, { max: 10 })
  try {
    const client = await main.connect()
    try {
      await migrateSchema(client, schema)
    } finally {
      client.release(true)
    }
  } catch (error) {
    await main.end()
    throw told(error)
  }
  const one = (options: string): Pool => poolTo(address, schema, { max: 2, options })
  return {
    main,
    groups: one('-c default_transaction_isolation=serializable'),
    counters: one('-c synchronous_commit=off'),
  }
}

function poolTo(address: string, schema: string, config: PoolConfig): Pool {
  const pool = new Pool({
    connectionString: address,
    pipeline: true,
    connectionTimeoutMillis: PATIENCE,
    application_name: 'kittn',
    ...config,
    onConnect: (client) => client.query(`SET search_path TO ${client.escapeIdentifier(schema)}`),
  })
  // A connection that breaks is replaced. Whoever uses it hears of it by the statement that fails.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

type Coded = { readonly code?: string; readonly table?: string; readonly message?: string }

/** Whether running it again may go well: others came between, or got to a key of Kittn's own tables first. */
export function isConflict(error: unknown): boolean {
  const { code, table } = coded(error)
  return code === '40001' || code === '40P01' || (code === '23505' && table?.startsWith('kittn_') === true)
}

/** Server going down, starting, full, out of connections; and whatever the network says. */
const GONE =
  /^(?:57P0[123]|08\w{3}|53\w{3}|58030|ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/

/** The error as others may see it: Unavailable where the database is. */
export function told(error: unknown): unknown {
  const { code, message = '' } = coded(error)
  const gone = GONE.test(code ?? '') || /terminated|timeout exceeded|Connection ended|not queryable/i.test(message)
  return gone && error instanceof Error ? new Unavailable(`PostgreSQL: ${message || code}`, { cause: error }) : error
}

function coded(error: unknown): Coded {
  return typeof error === 'object' && error !== null ? error : {}
}

/** Runs it again while others come between, with pauses of growing, random length. */
export async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isConflict(error)) throw told(error)
      if (n === ATTEMPTS) throw new Unavailable('PostgreSQL: others kept coming between', { cause: error })
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(100, 2 ** n)))
  }
}

const ATTEMPTS = 40

export const SERIALIZABLE = 'BEGIN ISOLATION LEVEL SERIALIZABLE'

/** Runs a callback in a transaction of its own on this connection, which is thrown away if anything is wrong with it. */
export async function inTransaction<T>(pool: Pool, begin: string, job: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    const began = client.query(begin)
    const [value] = await Promise.all([job(client), began])
    broken = false
    return value
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    )
    throw error
  } finally {
    client.release(broken)
  }
}
