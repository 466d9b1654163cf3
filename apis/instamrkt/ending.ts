/** How a pool ends: in one transaction its stakes are paid, its bets get their fate, and it is over for good. */
import { fail } from 'kittn'
import { balancesOf, chunks, post } from './books.ts'
import type { Db, Desk } from './desk.ts'
import { message } from './codes.ts'
import { transfersOf } from './domain/ledger.ts'
import { sum, textOf } from './domain/money.ts'
import { MOVES, stateOf, type Ending } from './domain/pool.ts'
import { refund, settle, type Fate, type Payment, type Settlement } from './domain/settle.ts'
import { personTopic, tellGame } from './push.ts'
import { balanceShown } from './payments.ts'
import type { Game, Pool } from './tables.ts'

export type Ended = {
  readonly pool: Pool
  readonly settlement: Settlement
  readonly winners: readonly string[]
  readonly at: number
}

export type How = { readonly ending: Ending; readonly winners: readonly string[]; readonly happenedAt: number }

/** Ends a pool within the transaction that this is called in. Fails with 409 where it cannot end so. */
export async function end(db: Db, pool: Pool, game: Game, how: How): Promise<Ended> {
  const at = Date.now()
  const state = stateOf(pool, at)
  if (!MOVES[state].includes(how.ending)) fail(409, `The pool is ${state}.`)
  const bets = await db.selectFrom('bets').selectAll().where('pool', '=', pool.id).execute()
  const outcome = { winners: how.winners, happenedAt: how.happenedAt, takeout: pool.takeout }
  const settlement = how.ending === 'refunded' ? refund(bets) : settle(bets, outcome)
  await post(db, transfersOf(settlement, { pool: pool.id, source: game.source, currency: game.currency }), at)
  await noteFates(db, pool.id)
  const over = { ended: how.ending, ended_at: at, due_at: null, winners: JSON.stringify(how.winners) }
  await db.updateTable('pools').set(over).where('id', '=', pool.id).execute()
  return { pool: { ...pool, ...over }, settlement, winners: how.winners, at }
}

/** What became of each bet is what was paid for it. */
async function noteFates(db: Db, pool: string): Promise<void> {
  await db
    .updateTable('bets')
    .from('transfers')
    .set((is) => ({ fate: is.ref('transfers.reason').$castTo<Fate>(), paid: is.ref('transfers.amount') }))
    .whereRef('transfers.reference', '=', 'bets.id')
    .where('bets.pool', '=', pool)
    .where('transfers.reason', 'in', ['won', 'void', 'refunded'])
    .execute()
  await db.updateTable('bets').set({ fate: 'lost' }).where('pool', '=', pool).where('fate', 'is', null).execute()
}

/** What a person has gained or lost, summed over the bets, in units. */
type Line = { readonly person: number; readonly amount: number }

/** Who won, who lost and whose stakes went back: profit, loss, stake. */
export function outcomeOf({ payments }: Settlement): Record<'winners' | 'losers' | 'invalidated', Line[]> {
  const lines = (fates: readonly Fate[], value: (one: Payment) => number): Line[] => {
    const some = Map.groupBy(
      payments.filter(({ fate }) => fates.includes(fate)),
      ({ stake }) => stake.person,
    )
    return [...some].map(([person, all]) => ({ person, amount: sum(all.map(value)) }))
  }
  return {
    winners: lines(['won'], ({ paid, stake }) => paid - stake.amount),
    losers: lines(['lost'], ({ stake }) => stake.amount),
    invalidated: lines(['void'], ({ stake }) => stake.amount),
  }
}

export function endedShown({ pool, settlement, winners, at }: Ended) {
  const shown = (lines: Line[]) => lines.map(({ person, amount }) => ({ user_id: person, amount: textOf(amount) }))
  const outcome = outcomeOf(settlement)
  return {
    pool_id: pool.id,
    winning_targets: [...winners],
    winners: shown(outcome.winners),
    losers: shown(outcome.losers),
    invalidated_bettors: shown(outcome.invalidated),
    is_money_return: settlement.returned,
    takeout: textOf(settlement.takeout),
    breakage: textOf(settlement.breakage),
    resolved_at: at,
  }
}

/** Tells the subscribers of the game and each bettor, after the transaction. */
export async function announce({ db, publish }: Pick<Desk, 'db' | 'publish'>, ended: Ended): Promise<void> {
  const { winners, losers, resolved_at, ...rest } = endedShown(ended)
  const byPerson = (lines: typeof winners) => Object.fromEntries(lines.map((one) => [one.user_id, one.amount]))
  const told = {
    ...rest,
    winning_target: ended.winners.join(','),
    winners: byPerson(winners),
    losers: byPerson(losers),
  }
  const { game } = ended.pool
  if (ended.pool.ended === 'expired')
    tellGame(publish, game, 'betting_pool_expired', { ...told, expired_at: resolved_at })
  else tellGame(publish, game, 'betting_pool_resolved', { ...told, resolved_at })
  const bettors = [...new Set(ended.settlement.payments.map(({ stake }) => stake.person))]
  for (const some of chunks(bettors))
    for (const balance of await balancesOf(db, some))
      publish(personTopic(balance.person), message('balance_changed', balanceShown(balance)))
}
