/** Kysely over the schema of a PostgreSQL store: in the transaction under way, else each statement by itself. */
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, Kysely, QueryResult } from 'kysely'
import type { ClientBase, Pool, QueryResult as Answer } from 'pg'
import { tablesOver } from '../driver.ts'
import type { Guards } from '../guard.ts'
import type { Tables } from '../tables.ts'
import { inTransaction, persistently, SERIALIZABLE, told, type Pools } from './connect.ts'
import { escaped, unescaped } from '../escape.ts'
import type { Session } from './session.ts'

export function postgresTables(pools: Pools, within: Within): Tables {
  return tablesOver((query) => execute(pools, within, query), DIALECT)
}

type Within = {
  /** The transaction that the code belongs to. */
  readonly current: () => Session | undefined
  /** What is done before a write outside of one. */
  readonly guard: Guards['write']
}

/** The same over one connection, whatever it is in the middle of. */
export function tablesOn(client: ClientBase): Tables {
  return tablesOver(async (query) => resultOf(await send(client, query)), DIALECT)
}

const DIALECT = {
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
}

type Row = Record<string, unknown>

async function execute(pools: Pools, within: Within, query: CompiledQuery): Promise<QueryResult<unknown>> {
  const { main } = pools
  const session = within.current()
  const reads = query.query.kind === 'SelectQueryNode'
  if (session !== undefined) return resultOf(await (reads ? session.alone : session.guarded)((on) => send(on, query)))
  if (!reads) return within.guard(() => written(pools, within.current(), query))
  try {
    return resultOf(await send(main, query))
  } catch (error) {
    throw told(error)
  }
}

/** A statement that writes: in the transaction that its guard began, else by itself. */
async function written(
  { main }: Pools,
  session: Session | undefined,
  query: CompiledQuery,
): Promise<QueryResult<unknown>> {
  const answer = await (session === undefined
    ? persistently(() => alone(main, query))
    : session.guarded((on) => send(on, query)))
  return resultOf(answer)
}

/** A single statement is serializable, too: transactions rely on it. */
function alone(pool: Pool, query: CompiledQuery): Promise<Answer<Row>> {
  return inTransaction(pool, SERIALIZABLE, async (client) => {
    const [answer] = await Promise.all([send(client, query), client.query('COMMIT')])
    return answer
  })
}

function send(on: ClientBase | Pool, { sql, parameters }: CompiledQuery): Promise<Answer<Row>> {
  return on.query<Row>(sql, parameters.map(valueOf))
}

function valueOf(value: unknown): unknown {
  return typeof value === 'string' ? escaped(value) : value
}

function resultOf({ rows, command, rowCount }: Answer<Row>): QueryResult<unknown> {
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) if (typeof value === 'string') row[name] = unescaped(value)
  const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
  return changes ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
}
