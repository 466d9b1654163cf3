/** Rows as the wire shows them. */
import type { Db } from './desk.ts'
import { statusOf } from './domain/game.ts'
import { sum, textOf } from './domain/money.ts'
import { oddsOf, type Backing } from './domain/odds.ts'
import { stateOf, type KindNumber } from './domain/pool.ts'
import { calledOf, levelOf, treeOf, type Branch, type Target } from './domain/targets.ts'
import type { Bet, Game, Pool, Tables } from './tables.ts'

/** What `targets` and `actions` of a game hold. */
export const targetsIn = ({ targets }: Pick<Game, 'targets'>): Target[] => JSON.parse(targets) as Target[]
export const actionsIn = ({ actions }: Pick<Game, 'actions'>): Target[] => JSON.parse(actions) as Target[]
/** What `targets` of a pool and of an event hold. */
export const idsIn = (text: string): string[] => JSON.parse(text) as string[]

export function sourceShown({ id, name, description }: Tables['sources']) {
  return { source_id: id, name, description }
}

export function gameShown(game: Game, now: number) {
  return {
    game_id: game.id,
    source_id: game.source,
    game_name: game.name,
    type: game.type,
    currency: game.currency,
    hashtag: game.hashtag,
    image_url: game.image_url,
    status: statusOf(game, now),
    actions: actionsIn(game).map(({ id, name }) => ({ action_id: id, name })),
    targets: treeOf(targetsIn(game)).map(branchShown),
    open_at: game.open_at,
    close_at: game.close_at,
    live_start_at: game.live_start_at,
    live_finish_at: game.live_finish_at,
  }
}

type BranchShown = {
  readonly target_id: string
  readonly symbol: string
  readonly display_name: string
  readonly targets: BranchShown[]
}

function branchShown({ id, symbol, name, within }: Branch): BranchShown {
  return { target_id: id, symbol, display_name: name, targets: within.map(branchShown) }
}

/** Events as the details of a game list them, the newest first, and how often what happened to whom. */
export function historyShown(events: readonly Tables['events'][]) {
  const past_events = events.map(({ id, action, targets, happened_at }) => ({
    event_id: id,
    action_id: action,
    target_ids: idsIn(targets),
    happened_at,
  }))
  const happened = past_events.flatMap((one) => one.target_ids.map((target) => ({ action: one.action_id, target })))
  const groups = Map.groupBy(happened, ({ action, target }) => `${action} ${target}`)
  const game_state = [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ action_id: first.action, target_id: first.target, count: group.length }]
  })
  return { game_state, past_events }
}

/** What was bet in a pool. */
export type Backed = { readonly backings: readonly Backing[]; readonly participants: number }

/** What was bet in each of these pools. */
export async function backedIn(db: Db, pools: readonly string[]): Promise<(pool: string) => Backed> {
  if (pools.length === 0) return () => ({ backings: [], participants: 0 })
  const targets = await db
    .selectFrom('bets')
    .select(({ fn }) => [
      'pool',
      'target',
      fn.sum<number>('amount').as('money'),
      fn.count<number>('person').distinct().as('people'),
    ])
    .where('pool', 'in', pools)
    .groupBy(['pool', 'target'])
    .execute()
  const people = await db
    .selectFrom('bets')
    .select(({ fn }) => ['pool', fn.count<number>('person').distinct().as('people')])
    .where('pool', 'in', pools)
    .groupBy('pool')
    .execute()
  return (pool) => ({
    backings: targets
      .filter((one) => one.pool === pool)
      .map((one) => ({ target: one.target, money: Number(one.money), people: Number(one.people) })),
    participants: Number(people.find((one) => one.pool === pool)?.people ?? 0),
  })
}

/** The odds of a pool, as everybody is told them. */
export function oddsShown(pool: Pool, game: Pick<Game, 'targets'>, { backings, participants }: Backed) {
  const targets = targetsIn(game)
  const distribution = oddsOf(idsIn(pool.targets), backings, pool.takeout).map((one) => ({
    target_id: one.target,
    display_name: calledOf(one.target, targets),
    backing_people: one.people,
    backing_money: textOf(one.money),
    to_win_if_backed: one.multiplier,
  }))
  return { participants, amount_total: textOf(sum(backings.map(({ money }) => money))), distribution }
}

export function poolShown(pool: Pool, game: Pick<Game, 'targets'>, backed: Backed, now: number) {
  const targets = idsIn(pool.targets)
  return {
    pool_id: pool.id,
    game_id: pool.game,
    description: pool.description,
    action_id: pool.action,
    targets,
    type: pool.kind satisfies KindNumber as number,
    target_level: levelOf(targets[0] ?? ''),
    state: stateOf(pool, now),
    takeout: pool.takeout,
    start_at: pool.start_at,
    stop_accepting_bets_at: pool.stop_at,
    finish_at: pool.finish_at,
    block_at: pool.block_at,
    allow_at: pool.allow_at,
    recreate_on_end: pool.recreate === 1,
    is_blocked: stateOf(pool, now) === 'blocked',
    ...oddsShown(pool, game, backed),
    winning_targets: pool.winners === null ? null : idsIn(pool.winners),
    ended_at: pool.ended_at,
  }
}

export function betShown(bet: Bet, game: string) {
  return {
    bet_id: bet.id,
    pool_id: bet.pool,
    game_id: game,
    target_id: bet.target,
    user_id: bet.person,
    amount: textOf(bet.amount),
    placed_at: bet.placed_at,
    outcome: bet.fate ?? ('running' as const),
    paid: textOf(bet.paid),
  }
}
