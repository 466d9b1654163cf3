/** Bets: people place them while a pool is open, and see what became of them. */
import { randomUUID } from 'node:crypto'
import { fail } from 'kittn'
import { sql } from 'kysely'
import { post } from './books.ts'
import { personOf, type Db, type Desk, type Person } from './desk.ts'
import { takesBets } from './domain/game.ts'
import { stateOf } from './domain/pool.ts'
import { amountOf } from './payments.ts'
import { noteBet } from './push.ts'
import { betShown, idsIn } from './shown.ts'
import type { Bet, Game, Pool } from './tables.ts'

export type NewBet = { readonly target: string; readonly amount: string; readonly bet_id?: string }

/** The stake leaves the account and lies in the pool; both or neither. */
export async function placeBet(desk: Desk, poolId: string, { target, amount, bet_id }: NewBet) {
  const person = personOf(desk)
  const units = amountOf(amount)
  const { bet, game, isNew } = await desk.transaction(async ({ db }) => {
    const pool = await offered(db, poolId)
    const known = bet_id && (await betOf(db, bet_id, { person, pool: poolId }))
    if (known) return { bet: known, game: pool.game, isNew: false }
    const bet = newBet(pool, { id: bet_id ?? randomUUID(), person: person.id, target, amount: units })
    await take(db, bet, pool.currency)
    return { bet, game: pool.game, isNew: true }
  })
  if (isNew) noteBet(desk, game, bet)
  return betShown(bet, game)
}

type Offered = Pool & Pick<Game, 'currency' | 'open_at' | 'close_at' | 'closing_at' | 'live_start_at'>

/** What a bet has to know of a pool and its game, in one query; as SQL, which is what each bet waits for least. */
async function offered(db: Db, pool: string): Promise<Offered> {
  const { rows } = await sql<Offered>`
    SELECT pools.*, currency, open_at, close_at, closing_at, live_start_at
    FROM pools JOIN games ON games.id = pools.game WHERE pools.id = ${pool}`.execute(db)
  return rows[0] ?? fail(404, 'There is no pool with this id.')
}

type Asked = Pick<Bet, 'id' | 'person' | 'target' | 'amount'>

function newBet(pool: Offered, asked: Asked): Bet {
  const placed_at = Date.now()
  const state = stateOf(pool, placed_at)
  if (state !== 'open') fail(409, `The pool is ${state}.`)
  if (!takesBets(pool, placed_at)) fail(409, 'The game takes no bets now.')
  if (!idsIn(pool.targets).includes(asked.target)) fail(400, 'The pool has no such target.', { parameter: 'target_id' })
  return { ...asked, pool: pool.id, placed_at, fate: null, paid: 0 }
}

async function take(db: Db, bet: Bet, currency: string): Promise<void> {
  const { id, pool, person, target, amount, placed_at, fate, paid } = bet
  const [from, to] = [`person ${person} ${currency}`, `pool ${pool}`] as const
  await post(db, [{ reference: id, reason: 'bet', from, to, amount }], placed_at)
  await sql`INSERT INTO bets (id, pool, person, target, amount, placed_at, fate, paid)
    VALUES (${sql.join([id, pool, person, target, amount, placed_at, fate, paid])})`.execute(db)
}

/** A bet that the person has placed in the pool before. Fails where somebody else's has this id. */
async function betOf(db: Db, id: string, { person, pool }: { person: Person; pool: string }): Promise<Bet | undefined> {
  const bet = await db.selectFrom('bets').selectAll().where('id', '=', id).executeTakeFirst()
  if (bet !== undefined && (bet.person !== person.id || bet.pool !== pool))
    fail(409, 'Another bet has this id.', { parameter: 'bet_id' })
  return bet
}

export type Paging = { readonly running: boolean; readonly page: number; readonly limit: number }

export async function listBets(desk: Desk, { running, page, limit }: Paging) {
  const bets = await desk.db
    .selectFrom('bets')
    .innerJoin('pools', 'pools.id', 'bets.pool')
    .selectAll('bets')
    .select('pools.game')
    .where('bets.person', '=', personOf(desk).id)
    .$if(running, (query) => query.where('bets.fate', 'is', null))
    .orderBy('bets.placed_at', 'desc')
    .orderBy('bets.id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  return bets.map(({ game, ...bet }) => betShown(bet, game))
}
