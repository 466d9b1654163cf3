/** Pools of a game as one person sees them: not bet in yet, running, over. */
import { personOf, type Desk } from './desk.ts'
import { sum, textOf } from './domain/money.ts'
import { listPools } from './pools.ts'
import { idsIn } from './shown.ts'

export async function poolsOpenTo(desk: Desk, game: string) {
  const own = new Set((await betsIn(desk, game)).map(({ pool }) => pool))
  return (await listPools(desk, game)).filter(({ pool_id, state }) => state === 'open' && !own.has(pool_id))
}

export async function runningPools(desk: Desk, game: string) {
  return groups(await betsIn(desk, game), (bet) => bet.ended === null).map(({ pool, bets }) => ({
    pool_id: pool,
    user_backed: backed(bets),
  }))
}

export async function resolvedPools(desk: Desk, game: string) {
  return groups(await betsIn(desk, game), (bet) => bet.ended !== null).map(({ pool, bets }) => ({
    pool_id: pool,
    winning_targets: idsIn(bets[0]?.winners ?? '[]'),
    user_backed: backed(bets),
    paid: textOf(sum(bets.map(({ paid }) => paid))),
  }))
}

type Own = Awaited<ReturnType<typeof betsIn>>[number]

function betsIn(desk: Desk, game: string) {
  return desk.db
    .selectFrom('bets')
    .innerJoin('pools', 'pools.id', 'bets.pool')
    .select(['bets.pool', 'bets.target', 'bets.amount', 'bets.paid', 'pools.ended', 'pools.winners'])
    .where('bets.person', '=', personOf(desk).id)
    .where('pools.game', '=', game)
    .execute()
}

function groups(bets: readonly Own[], wanted: (bet: Own) => boolean): { pool: string; bets: Own[] }[] {
  return [...Map.groupBy(bets.filter(wanted), ({ pool }) => pool)].map(([pool, some]) => ({ pool, bets: some }))
}

/** What the person has staked on each target. */
function backed(bets: readonly Own[]): Record<string, string> {
  const targets = Map.groupBy(bets, ({ target }) => target)
  return Object.fromEntries(
    [...targets].map(([target, some]) => [target, textOf(sum(some.map(({ amount }) => amount)))]),
  )
}
