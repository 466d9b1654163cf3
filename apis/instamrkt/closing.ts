/** The end of a game: what nobody has to decide ends with `none`, the rest takes no more bets and waits. */
import type { Db, Desk } from './desk.ts'
import { statusOf } from './domain/game.ts'
import { isBinary } from './domain/pool.ts'
import { NONE } from './domain/targets.ts'
import { announce, end, type Ended } from './ending.ts'
import { tellGame } from './push.ts'
import type { Game, Pool } from './tables.ts'

export type Closed = { readonly game: Game; readonly ended: readonly Ended[]; readonly waiting: readonly string[] }

/** Closes a game within the transaction that this is called in, as far as it goes. */
export async function closeWithin(db: Db, game: Game): Promise<Closed> {
  const now = Date.now()
  const pools = await db
    .selectFrom('pools')
    .selectAll()
    .where('game', '=', game.id)
    .where('ended', 'is', null)
    .execute()
  const ended: Ended[] = []
  const waiting: string[] = []
  for (const pool of pools) {
    const begun = pool.start_at <= now
    if (begun && isBinary(pool.kind)) waiting.push(await lock(db, pool, now))
    else if (begun) ended.push(await end(db, pool, game, { ending: 'expired', winners: [NONE], happenedAt: now }))
    else ended.push(await end(db, pool, game, { ending: 'refunded', winners: [], happenedAt: now }))
  }
  const times = waiting.length > 0 ? { closing_at: game.closing_at ?? now } : { close_at: game.close_at ?? now }
  await db.updateTable('games').set(times).where('id', '=', game.id).execute()
  return { game: { ...game, ...times }, ended, waiting }
}

async function lock(db: Db, pool: Pool, now: number): Promise<string> {
  const stop_at = Math.min(pool.stop_at ?? now, now)
  await db.updateTable('pools').set({ stop_at }).where('id', '=', pool.id).execute()
  return pool.id
}

export async function tellClosed(desk: Desk, { game, ended, waiting }: Closed): Promise<void> {
  for (const one of ended) await announce(desk, one)
  const now = Date.now()
  for (const pool of waiting)
    tellGame(desk.publish, game.id, 'betting_pool_blocked', { pool_id: pool, blocked_at: now })
  if (waiting.length === 0) tellGame(desk.publish, game.id, 'game_closed', closedShown({ game, ended, waiting }))
}

export function closedShown({ game, waiting }: Closed) {
  return { game_id: game.id, status: statusOf(game, Date.now()), waiting: [...waiting] }
}
