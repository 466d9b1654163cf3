/** What happens at a set time: pools open, are blocked and allowed, take no more bets, expire. */
import type { Services } from 'kittn'
import { gameOf, poolOf, type Api } from './desk.ts'
import { dueAt, stateOf } from './domain/pool.ts'
import { NONE } from './domain/targets.ts'
import { announce, end, type Ended } from './ending.ts'
import { successorOf, tellBetting, tellOpened } from './pools.ts'
import type { Game, Pool } from './tables.ts'

/** How often the clock looks, in milliseconds. Bets do not wait for it: they are judged by the times themselves. */
const TICK = 200
/** How many pools are looked at in one go. */
const BATCH = 100

type Room = Pick<Services<Api>, 'db' | 'transaction' | 'publish' | 'log'>

/** Runs until the returned function is called. */
export function startClock(room: Room): () => Promise<void> {
  let [running, timer]: [Promise<void>, NodeJS.Timeout | undefined] = [Promise.resolve(), undefined]
  let stopped = false
  const turn = (): void => {
    running = tick(room)
      .catch((error: unknown) => room.log.error({ err: error }, 'the clock failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, TICK).unref()
      })
  }
  turn()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

/** Looks at all pools whose time has come. */
async function tick(room: Room): Promise<void> {
  const due = await room.db
    .selectFrom('pools')
    .select('id')
    .where('due_at', '<=', Date.now())
    .orderBy('due_at')
    .limit(BATCH)
    .execute()
  for (const { id } of due) await look(room, id)
}

type Looked = { readonly pool: Pool; readonly game: Game; readonly ended?: Ended; readonly next?: Pool | undefined }

async function look(room: Room, id: string): Promise<void> {
  const now = Date.now()
  const before = await poolOf(room.db, id)
  const looked = await room.transaction(async ({ db }): Promise<Looked> => {
    const pool = await poolOf(db, id)
    const game = await gameOf(db, pool.game)
    const expired = pool.kind === 2 && pool.ended === null && pool.finish_at !== null && pool.finish_at <= now
    if (!expired) {
      await db
        .updateTable('pools')
        .set({ due_at: dueAt(pool, now) })
        .where('id', '=', id)
        .execute()
      return { pool, game }
    }
    const ended = await end(db, pool, game, { ending: 'expired', winners: [NONE], happenedAt: pool.finish_at ?? now })
    const next = game.closing_at === null ? successorOf(pool, now) : undefined
    if (next !== undefined) await db.insertInto('pools').values(next).execute()
    return { pool, game, ended, next }
  })
  await tell(room, looked, { before: stateOf(before, (before.due_at ?? now) - 1), now })
}

type Moment = { readonly before: ReturnType<typeof stateOf>; readonly now: number }

async function tell(room: Room, { pool, game, ended, next }: Looked, { before, now }: Moment): Promise<void> {
  if (ended !== undefined) await announce(room, ended)
  if (next !== undefined) tellOpened(room, next, game)
  const state = stateOf(pool, now)
  if (ended !== undefined || pool.ended !== null || state === before) return
  if (before === 'scheduled' && state === 'open') tellOpened(room, pool, game)
  else tellBetting(room, pool, now)
}
