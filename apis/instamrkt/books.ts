/** The ledger in the store: every movement of money is written here, in the transaction of what caused it. */
import { fail } from 'kittn'
import { sql } from 'kysely'
import type { Db } from './desk.ts'
import { audit, netOf, type Account, type Transfer } from './domain/ledger.ts'
import { textOf } from './domain/money.ts'

/** How many rows one statement takes. */
const CHUNK = 1000
/** How many accounts one statement changes. */
const ACCOUNTS = 50

/**
 * Moves money within the transaction that this is called in. Fails with 409 where an account has not enough; the store
 * refuses a transfer that is there already.
 */
export async function post(db: Db, transfers: readonly Transfer[], at: number): Promise<void> {
  for (const some of chunks([...netOf(transfers)], ACCOUNTS)) await move(db, some)
  for (const some of chunks(transfers)) await note(db, some, at)
}

function note(db: Db, transfers: readonly Transfer[], at: number): Promise<unknown> {
  const rows = transfers.map(({ reference, reason, from, to, amount }) => {
    return sql`(${sql.join([reference, reason, from, to, amount, at])})`
  })
  return sql`INSERT INTO transfers (reference, reason, source, target, amount, at) VALUES ${sql.join(rows)}`.execute(db)
}

/** An account and what it gains. */
type Change = readonly [id: Account, net: number]

/** One statement for all of them, because each bet waits for it; whoever is overdrawn then undoes the transaction. */
async function move(db: Db, changes: readonly Change[]): Promise<void> {
  const cases = changes.map(([id, net]) => sql`WHEN ${id} THEN CAST(${net} AS bigint)`)
  const ids = changes.map(([id]) => id)
  const { rows } = await sql<{ id: string; balance: number }>`
    UPDATE accounts SET balance = balance + CASE id ${sql.join(cases, sql` `)} END
    WHERE id IN (${sql.join(ids)}) RETURNING id, balance`.execute(db)
  const moved = new Map(rows.map(({ id, balance }) => [id, balance]))
  for (const [id, net] of changes) {
    if ((moved.get(id) ?? net) < 0 && !id.startsWith('outside '))
      fail(409, `The account has less than ${textOf(-net)}.`)
    if (!moved.has(id)) await openAccount(db, id, net)
  }
}

async function openAccount(db: Db, id: Account, balance: number): Promise<void> {
  const [, person, currency] = /^person (\d+) (\w+)$/.exec(id) ?? []
  const owner = person === undefined ? null : Number(person)
  await db
    .insertInto('accounts')
    .values({ id, person: owner, currency: currency ?? null, balance })
    .execute()
}

/** What a person has in one currency, in units. `exposure` is staked in pools that have not ended. */
export type Balance = {
  readonly person: number
  readonly currency: string
  readonly available: number
  readonly exposure: number
}

/** The balances of these people, by person and currency. */
export async function balancesOf(db: Db, people: readonly number[]): Promise<Balance[]> {
  const held = await db.selectFrom('accounts').selectAll().where('person', 'in', people).orderBy('currency').execute()
  const staked = await db
    .selectFrom('bets')
    .innerJoin('pools', 'pools.id', 'bets.pool')
    .innerJoin('games', 'games.id', 'pools.game')
    .select(({ fn }) => ['bets.person', 'games.currency', fn.sum<number>('bets.amount').as('amount')])
    .where('bets.person', 'in', people)
    .where('bets.fate', 'is', null)
    .groupBy(['bets.person', 'games.currency'])
    .execute()
  return held.map(({ person, currency, balance }) => {
    const own = staked.find((one) => one.person === person && one.currency === currency)
    return { person: person ?? 0, currency: currency ?? '', available: balance, exposure: Number(own?.amount ?? 0) }
  })
}

/** What is wrong with the books; nothing, at every moment. */
export async function auditOf(db: Db): Promise<string[]> {
  const accounts = await db.selectFrom('accounts').select(['id', 'balance']).execute()
  const transfers = await db.selectFrom('transfers').select(['source as from', 'target as to', 'amount']).execute()
  // What was written is what `post` was given.
  return audit({ accounts, transfers: transfers as Transfer[] })
}

export function chunks<T>(rows: readonly T[], size = CHUNK): T[][] {
  const count = Math.ceil(rows.length / size)
  return Array.from({ length: count }, (_, at) => rows.slice(at * size, (at + 1) * size))
}
