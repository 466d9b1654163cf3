/** Betting is blocked when something is about to happen, and allowed again when it has passed. */
import { fail } from 'kittn'
import { atLeastNow, ownGame, ownPool, providerOf, type Db, type Desk } from './desk.ts'
import { dueAt, stateOf } from './domain/pool.ts'
import { tellBetting } from './pools.ts'
import { actionsIn, backedIn, poolShown } from './shown.ts'
import type { Pool } from './tables.ts'

type At = number | null | undefined
type Change = (pool: Pool, at: At, now: number) => Pick<Pool, 'block_at' | 'allow_at'>

/** Blocks until betting is allowed or the pool ends. Fails with 409 where there is nothing to block. */
export const block: Change = (pool, at, now) => {
  const state = stateOf(pool, now)
  if (state !== 'open' && state !== 'scheduled') fail(409, `The pool is ${state}.`)
  return { block_at: atLeastNow(at, now), allow_at: null }
}

/** Only what was blocked can be allowed. */
export const allow: Change = (pool, at, now) => {
  const state = stateOf(pool, now)
  if (pool.block_at === null || state === 'open' || state === 'locked' || pool.ended !== null)
    fail(409, pool.block_at === null ? 'Betting was not blocked.' : `The pool is ${state}.`)
  return { block_at: pool.block_at, allow_at: Math.max(atLeastNow(at, now), pool.block_at ?? now) }
}

async function apply(db: Db, pool: Pool, how: { change: Change; at: At; now: number }): Promise<Pool> {
  const changed = { ...pool, ...how.change(pool, how.at, how.now) }
  const { block_at, allow_at } = changed
  const due_at = dueAt(changed, how.now)
  await db.updateTable('pools').set({ block_at, allow_at, due_at }).where('id', '=', pool.id).execute()
  return { ...changed, due_at }
}

export async function changeBetting(desk: Desk, id: string, { change, at }: { change: Change; at: At }) {
  const provider = providerOf(desk)
  const now = Date.now()
  const { pool, before, game } = await desk.transaction(async ({ db }) => {
    const own = await ownPool(db, id, provider)
    return { pool: await apply(db, own.pool, { change, at, now }), before: own.pool, game: own.game }
  })
  if (stateOf(pool, now) !== stateOf(before, now)) tellBetting(desk, pool, now)
  return poolShown(pool, game, (await backedIn(desk.db, [id]))(id), now)
}

/** All pools of an action that the change makes sense for. */
export async function changeAction(
  desk: Desk,
  { game: id, action }: { game: string; action: string },
  { change, at, from }: { change: Change; at: At; from: 'open' | 'blocked' },
) {
  const provider = providerOf(desk)
  const now = Date.now()
  const changed = await desk.transaction(async ({ db }) => {
    const game = await ownGame(db, id, provider)
    if (!actionsIn(game).some((one) => one.id === action)) fail(404, 'The game has no such action.')
    const query = db.selectFrom('pools').selectAll().where('game', '=', id).where('action', '=', action)
    const pools = (await query.where('ended', 'is', null).execute()).filter((pool) => stateOf(pool, now) === from)
    const all = []
    for (const pool of pools) all.push(await apply(db, pool, { change, at, now }))
    return all
  })
  for (const pool of changed) if (stateOf(pool, now) !== from) tellBetting(desk, pool, now)
  return { action_id: action, pools: changed.map((pool) => pool.id) }
}
