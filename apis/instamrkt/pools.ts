/** Pools: providers open them, block and allow betting, and call them off; everybody may read them. */
import { randomUUID } from 'node:crypto'
import { fail } from 'kittn'
import { atLeastNow, gameOf, ownGame, ownPool, poolOf, providerOf, type Db, type Desk } from './desk.ts'
import { dueAt, isBinary, KINDS, stateOf, type KindNumber } from './domain/pool.ts'
import { levelOf, listed, NONE } from './domain/targets.ts'
import { announce, end } from './ending.ts'
import { tellGame } from './push.ts'
import { actionsIn, backedIn, poolShown, targetsIn } from './shown.ts'
import type { Game, Pool } from './tables.ts'

export type NewPool = {
  readonly description: string
  readonly action_id?: string
  readonly targets?: readonly string[] | string
  readonly type?: number
  readonly pool_type?: number | string
  readonly takeout?: number
  readonly start_at?: number
  readonly stop_accepting_bets_at?: number
  readonly finish_at?: number
  readonly recreate_on_end?: boolean | string
}

export async function openPool(desk: Desk, gameId: string, asked: NewPool) {
  const provider = providerOf(desk)
  const opened = await desk.transaction(async ({ db }) => {
    const game = await ownGame(db, gameId, provider)
    if (game.close_at !== null || game.closing_at !== null) fail(409, 'The game is closed.')
    const pool = newPool(game, asked, Date.now())
    await db.insertInto('pools').values(pool).execute()
    return { pool, game }
  })
  return tellOpened(desk, opened.pool, opened.game)
}

/** Tells the subscribers of a pool that is open; one that opens later the clock tells. */
export function tellOpened({ publish }: Pick<Desk, 'publish'>, pool: Pool, game: Game) {
  const now = Date.now()
  const shown = poolShown(pool, game, { backings: [], participants: 0 }, now)
  if (pool.start_at <= now) tellGame(publish, game.id, 'betting_pool_opened', shown)
  return shown
}

function newPool(game: Game, asked: NewPool, now: number): Pool {
  const id = randomUUID()
  const kind = kindOf(asked.type ?? Number(asked.pool_type ?? 1))
  const start_at = atLeastNow(asked.start_at, now)
  const times = { start_at, stop_at: asked.stop_accepting_bets_at ?? null, finish_at: asked.finish_at ?? null }
  checkTimes(kind, times)
  const pool = {
    id,
    game: game.id,
    description: asked.description,
    ...(isBinary(kind) ? { action: `answer:${id}`, targets: '["yes","no"]' } : eventOf(game, asked)),
    kind,
    takeout: asked.takeout ?? 0,
    ...times,
    block_at: null,
    allow_at: null,
    recreate: Number(/^true$/i.test(String(asked.recreate_on_end))),
    ended: null,
    ended_at: null,
    winners: null,
    made: now,
  }
  return { ...pool, due_at: dueAt(pool, now) }
}

function kindOf(type: number): KindNumber {
  return Object.hasOwn(KINDS, type)
    ? (type as KindNumber)
    : fail(400, 'type has to be 1, 2, 3 or 4.', { parameter: 'type' })
}

function checkTimes(
  kind: KindNumber,
  { start_at, stop_at, finish_at }: Pick<Pool, 'start_at' | 'stop_at' | 'finish_at'>,
) {
  const timed = kind === 2 || kind === 4
  if (timed !== (finish_at !== null))
    fail(400, timed ? 'finish_at is missing.' : 'finish_at is for the types 2 and 4.', { parameter: 'finish_at' })
  if (finish_at !== null && finish_at <= start_at)
    fail(400, 'finish_at has to be later than now and start_at.', { parameter: 'finish_at' })
  if (stop_at !== null && stop_at <= start_at)
    fail(400, 'stop_accepting_bets_at has to be later than now and start_at.', { parameter: 'stop_accepting_bets_at' })
}

/** What the pool is about: an action of the game, and targets of one level with `none`. */
function eventOf(game: Game, { action_id, ...asked }: NewPool): Pick<Pool, 'action' | 'targets'> {
  const targets = listed(asked.targets ?? [])
  const action = actionsIn(game).find(({ id }) => id === action_id)
  if (action === undefined) fail(400, 'action_id has to be an action of the game.', { parameter: 'action_id' })
  const offered = [...new Set(targets)].filter((id) => id !== NONE)
  const known = new Set(targetsIn(game).map(({ id }) => id))
  if (offered.length + Number(targets.includes(NONE)) < 2 || !offered.every((id) => known.has(id)))
    fail(400, 'targets has to be at least two targets of the game.', { parameter: 'targets' })
  if (new Set(offered.map(levelOf)).size > 1) fail(400, 'targets have to be of one level.', { parameter: 'targets' })
  return { action: action?.id ?? '', targets: JSON.stringify([...offered, NONE]) }
}

export async function listPools({ db }: Pick<Desk, 'db'>, gameId: string) {
  const game = await gameOf(db, gameId)
  const query = db.selectFrom('pools').selectAll().where('game', '=', gameId).where('ended', 'is', null)
  const pools = await query.orderBy('made').orderBy('id').execute()
  const backed = await backedIn(
    db,
    pools.map(({ id }) => id),
  )
  return pools.map((pool) => poolShown(pool, game, backed(pool.id), Date.now()))
}

export async function readPool({ db }: Pick<Desk, 'db'>, id: string) {
  const pool = await poolOf(db, id)
  return shownWith(db, pool, await gameOf(db, pool.game))
}

async function shownWith(db: Db, pool: Pool, game: Game) {
  return poolShown(pool, game, (await backedIn(db, [pool.id]))(pool.id), Date.now())
}

export async function refundPool(desk: Desk, id: string) {
  const provider = providerOf(desk)
  const { ended, game } = await desk.transaction(async ({ db }) => {
    const own = await ownPool(db, id, provider)
    const how = { ending: 'refunded', winners: [], happenedAt: Date.now() } as const
    return { ended: await end(db, own.pool, own.game, how), game: own.game }
  })
  await announce(desk, ended)
  return shownWith(desk.db, ended.pool, game)
}

/** Another pool like one that has ended; its time begins anew. Undefined where it was to be the last. */
export function successorOf(pool: Pool, now: number): Pool | undefined {
  if (pool.recreate === 0 || isBinary(pool.kind)) return undefined
  const later = (time: number | null): number | null => (time === null ? null : time - pool.start_at + now)
  const times = { start_at: now, stop_at: later(pool.stop_at), finish_at: later(pool.finish_at) }
  const open = { block_at: null, allow_at: null, ended: null, ended_at: null, winners: null }
  const next = { ...pool, ...times, ...open, id: randomUUID(), made: now }
  return { ...next, due_at: dueAt(next, now) }
}

/** Blocked pools are told as such by whoever blocks them now; the clock tells of those that are blocked later. */
export function tellBetting({ publish }: Pick<Desk, 'publish'>, pool: Pool, now: number): void {
  const open = stateOf(pool, now) === 'open'
  if (open) tellGame(publish, pool.game, 'betting_pool_allowed', { pool_id: pool.id, allowed_at: pool.allow_at ?? now })
  else tellGame(publish, pool.game, 'betting_pool_blocked', { pool_id: pool.id, blocked_at: pool.block_at ?? now })
}
