/** The ledger in the store: every movement of money is written here, in the transaction of what caused it. */
import { fail } from 'kittn'
import { sql } from 'kysely'
import type { Db } from './desk.ts'
import { audit, netOf, type Account, type Transfer } from './domain/ledger.ts'
import { textOf } from './domain/money.ts'

/** How many rows one statement takes. */
const CHUNK = 1000

/**
 * Moves money within the transaction that this is called in. Fails with 409 where an account has not enough; the store
 * refuses a transfer that is there already.
 */
export async function post(db: Db, transfers: readonly Transfer[], at: number): Promise<void> {
  for (const [account, net] of netOf(transfers)) await move(db, account, net)
  const rows = transfers.map(({ from, to, ...one }) => ({ ...one, source: from, target: to, at }))
  for (const some of chunks(rows)) await db.insertInto('transfers').values(some).execute()
}

async function move(db: Db, id: Account, net: number): Promise<void> {
  const owing = id.startsWith('outside ')
  const least = owing ? Number.MIN_SAFE_INTEGER : -net
  // Each bet comes through here twice, and a raw statement takes half as long as a built one.
  const moved =
    await sql`UPDATE accounts SET balance = balance + ${net} WHERE id = ${id} AND balance >= ${least}`.execute(db)
  if ((moved.numAffectedRows ?? 0n) > 0n) return
  if (net < 0 && !owing) fail(409, `The account has less than ${textOf(-net)}.`)
  const [, person, currency] = /^person (\d+) (\w+)$/.exec(id) ?? []
  const owner = person === undefined ? null : Number(person)
  await db
    .insertInto('accounts')
    .values({ id, person: owner, currency: currency ?? null, balance: net })
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

export function chunks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / CHUNK)
  return Array.from({ length: count }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK))
}
