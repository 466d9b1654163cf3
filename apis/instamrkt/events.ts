/** Events: what a provider says has happened ends the pools on it that were open then. */
import { randomUUID } from 'node:crypto'
import { fail } from 'kittn'
import { ownGame, providerOf, type Db, type Desk } from './desk.ts'
import { isBinary } from './domain/pool.ts'
import { ancestors, isInnermost, winnersAmong } from './domain/targets.ts'
import { announce, end, endedShown, type Ended } from './ending.ts'
import { successorOf, tellOpened } from './pools.ts'
import { tellGame } from './push.ts'
import { actionsIn, idsIn, targetsIn } from './shown.ts'
import type { Game, Pool } from './tables.ts'

export type NewEvent = {
  readonly action_id: string
  readonly target_id: string
  readonly happened_at?: number
  readonly event_id?: string
}

type Happened = { readonly id: string; readonly action: string; readonly targets: string[]; readonly at: number }
type Registered = { readonly answer: Answer; readonly ended: Ended[]; readonly next: Pool[]; readonly game: Game }
type Answer = {
  readonly event_id: string
  readonly game_id: string
  readonly action_id: string
  readonly target_ids: string[]
  readonly happened_at: number
  readonly resolved: ReturnType<typeof endedShown>[]
}

/** An event that the game has had already is answered as the first time, and nothing happens again. */
export async function registerEvent(desk: Desk, gameId: string, asked: NewEvent): Promise<Answer> {
  const provider = providerOf(desk)
  const done = await desk.transaction(async ({ db }) => {
    const game = await ownGame(db, gameId, provider)
    const before = asked.event_id === undefined ? undefined : await answerOf(db, gameId, asked.event_id)
    return before ?? register(db, game, happenedIn(game, asked))
  })
  if ('event_id' in done) return done
  await tell(desk, done)
  return done.answer
}

async function answerOf(db: Db, game: string, id: string): Promise<Answer | undefined> {
  const event = await db
    .selectFrom('events')
    .select('answer')
    .where('game', '=', game)
    .where('id', '=', id)
    .executeTakeFirst()
  return event && (JSON.parse(event.answer) as Answer)
}

function happenedIn(game: Game, { action_id: action, target_id, happened_at, event_id }: NewEvent): Happened {
  if (game.close_at !== null) fail(409, 'The game is closed.')
  const now = Date.now()
  const at = happened_at ?? now
  if (at > now) fail(400, 'happened_at is in the future.', { parameter: 'happened_at' })
  const targets = [...new Set(target_id.split(',').map((id) => id.trim()))]
  checkTargets(game, action, targets)
  return { id: event_id ?? randomUUID(), action, targets, at }
}

function checkTargets(game: Game, action: string, targets: readonly string[]): void {
  if (action.startsWith('answer:')) return
  const known = targetsIn(game)
  if (!actionsIn(game).some(({ id }) => id === action))
    fail(400, 'action_id has to be an action of the game.', { parameter: 'action_id' })
  if (!targets.every((id) => known.some((one) => one.id === id) && isInnermost(id, known)))
    fail(400, 'target_id has to be a target of the game that no other lies in.', { parameter: 'target_id' })
}

async function register(db: Db, game: Game, event: Happened): Promise<Registered> {
  const pools = await concerned(db, game, event)
  const ended: Ended[] = []
  const next: Pool[] = []
  for (const pool of pools) {
    const winners = isBinary(pool.kind) ? event.targets : winnersAmong(idsIn(pool.targets), event.targets)
    const over = await end(db, pool, game, { ending: 'resolved', winners, happenedAt: event.at })
    ended.push(over)
    const successor = game.closing_at === null ? successorOf(pool, over.at) : undefined
    if (successor !== undefined) next.push(successor)
  }
  if (next.length > 0) await db.insertInto('pools').values(next).execute()
  const answer = answered(game, event, ended)
  const { id, action, at: happened_at } = event
  const row = { game: game.id, id, action, targets: JSON.stringify(event.targets), happened_at }
  await db
    .insertInto('events')
    .values({ ...row, answer: JSON.stringify(answer) })
    .execute()
  return { answer, ended, next, game }
}

/** The pools that it ends: those on the action that had begun when it happened, and whose time was not over. */
async function concerned(db: Db, game: Game, { action, targets, at }: Happened): Promise<Pool[]> {
  const query = db.selectFrom('pools').selectAll().where('game', '=', game.id).where('action', '=', action)
  const open = await query.where('ended', 'is', null).where('start_at', '<=', at).execute()
  if (!action.startsWith('answer:')) return open.filter(({ finish_at }) => finish_at === null || at < finish_at)
  if (open.length === 0) fail(409, 'No pool waits for this answer.')
  const [answer, ...more] = targets
  if (more.length > 0 || (answer !== 'yes' && answer !== 'no'))
    fail(400, 'target_id has to be yes or no.', { parameter: 'target_id' })
  return open
}

function answered(game: Game, { id, action, targets, at }: Happened, ended: readonly Ended[]): Answer {
  const what = { event_id: id, game_id: game.id, action_id: action, target_ids: targets, happened_at: at }
  return { ...what, resolved: ended.map(endedShown) }
}

async function tell(desk: Desk, { answer, ended, next, game }: Registered): Promise<void> {
  const { resolved: _, ...event } = answer
  const current_count = await countsOf(desk.db, answer)
  tellGame(desk.publish, game.id, 'game_event_registered', { ...event, current_count })
  for (const one of ended) await announce(desk, one)
  for (const pool of next) tellOpened(desk, pool, game)
}

/** How often the action has happened to each target of the event and to all that it lies in. */
export async function countsOf(db: Db, { game_id, action_id, target_ids }: Omit<Answer, 'resolved'>) {
  const query = db.selectFrom('events').select('targets').where('game', '=', game_id).where('action', '=', action_id)
  const events = (await query.execute()).map(({ targets }) => idsIn(targets))
  const concernedIds = [...new Set(target_ids.flatMap(ancestors))]
  const count = (id: string): number => events.filter((ids) => ids.some((one) => ancestors(one).includes(id))).length
  return Object.fromEntries(concernedIds.map((id) => [id, count(id)]))
}
