/** The store for many processes: a schema of a PostgreSQL database, 15 or newer. */
import type { PoolClient, QueryResultRow } from 'pg'
import { dumpOf, resetAll, restoreInto } from '../dump.ts'
import { migrateTables } from '../migrate.ts'
import { guards } from '../guard.ts'
import type { Store } from '../store.ts'
import { transactions } from '../transactions.ts'
import { answersOf, type Work, type Write } from '../work.ts'
import { connect, inTransaction, persistently, SERIALIZABLE, told, type Pools } from './connect.ts'
import { postgresCredentials } from './credentials.ts'
import { groupWriter, runWithin } from './group.ts'
import { LAYOUT } from './layout.ts'
import { LOCK } from './migrations.ts'
import { postgresRecords, type Ask } from './records.ts'
import { sessionOn, type Session } from './session.ts'
import { postgresTables, tablesOn } from './tables.ts'

/** Opens the schema of this name, making it where it is missing. Throws Unavailable, or if it is a newer store. */
export async function openPostgres(address: string, schema: string): Promise<Store> {
  const pools = await connect(address, schema)
  const group = groupWriter(pools)
  const open = transactions<Session>()
  const ask: Ask = <Row extends QueryResultRow>(query: Parameters<Ask>[0]) => asked<Row>(pools, open.current(), query)
  const write: Write = async <T>(work: Work<T>) => {
    const session = open.current()
    return session === undefined ? group.write(work) : session.alone((client) => runWithin(pools, client, work))
  }
  const transaction = async <T>(job: () => Promise<T>, options: Options = {}): Promise<T> => {
    if (open.current() !== undefined) throw new Error('a transaction is under way already: its writes belong to it')
    const { value, later } = await persistently(async () => {
      // What an attempt that is run again has put off is forgotten with it.
      const put: (() => void)[] = []
      const within = { limit: options.limit, later: put }
      return { value: await once(pools, (session) => open.within(session, job, within), options), later: put }
    })
    for (const one of later) one()
    return value
  }
  const isInside = (): boolean => open.current() !== undefined
  const asking = { ask, isInside }
  const guard = guards(transaction, isInside)
  const tables = postgresTables(pools, { current: open.current, guard: guard.write })
  return {
    records: postgresRecords(asking, (work) => guard.write(() => write(work))),
    credentials: postgresCredentials(asking),
    answers: answersOf(write),
    afterwards: (job) => void (open.putOff(job) || job()),
    transaction: guard.transaction,
    guarded: guard.guarded,
    tables: async () => tables,
    dialect: 'postgres',
    migrate: (steps, whose) =>
      migrateTables(steps, { whose, tables, locked: (job) => transaction(job, { limit: Infinity, locked: true }) }),
    async *dump() {
      const client = await pools.main.connect()
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        yield* dumpOf(tablesOn(client), LAYOUT)
      } finally {
        client.release(true)
      }
    },
    restore: (lines) =>
      inTransaction(pools.main, 'BEGIN', (client) => whole(client, restoreInto(tablesOn(client), LAYOUT, lines))),
    reset: () => inTransaction(pools.main, 'BEGIN', (client) => whole(client, resetAll(tablesOn(client), LAYOUT))),
    async close() {
      await group.drain()
      await Promise.all(Object.values(pools).map((pool) => pool.end()))
    },
  }
}

/** What a long job gives, once it is on disk. */
async function whole<T>(client: PoolClient, job: Promise<T>): Promise<T> {
  const value = await job
  await client.query('COMMIT')
  return value
}

type Options = { readonly limit?: number; readonly locked?: boolean }

/** One attempt at a transaction. With `locked` nobody else makes tables meanwhile. */
function once<T>(pools: Pools, job: (session: Session) => Promise<T>, { locked = false }: Options): Promise<T> {
  // Whoever waited for the lock has to see what was done before it was free.
  const begin = locked ? `BEGIN; SELECT ${LOCK}` : SERIALIZABLE
  return inTransaction(pools.main, begin, async (client) => {
    const session = sessionOn(client)
    const value = await job(session)
    await session.commit()
    return value
  })
}

async function asked<Row extends QueryResultRow>(
  { main }: Pools,
  session: Session | undefined,
  query: Parameters<Ask>[0],
): Promise<readonly Row[]> {
  // The driver wants lists that it could change.
  const config = { ...query, values: [...query.values] }
  if (session !== undefined) return (await session.alone((client) => client.query<Row>(config))).rows
  try {
    return (await main.query<Row>(config)).rows
  } catch (error) {
    throw told(error)
  }
}
