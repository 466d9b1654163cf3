/** Games: providers create, open, start and close them; everybody may read them. */
import { randomUUID } from 'node:crypto'
import { fail } from 'kittn'
import { closedShown, closeWithin, tellClosed } from './closing.ts'
import { atLeastNow, gameOf, ownGame, ownSource, providerOf, type Db, type Desk } from './desk.ts'
import { statusOf, takesBets } from './domain/game.ts'
import { idOf, listed, NONE, targetsOf } from './domain/targets.ts'
import { tellGame } from './push.ts'
import { gameShown, historyShown } from './shown.ts'
import type { Game } from './tables.ts'

export type NewGame = {
  readonly game_name: string
  readonly type?: string
  readonly currency?: string
  readonly actions: readonly string[] | string
  readonly targets: readonly string[] | string
  readonly open_at?: number
  readonly live_start_at?: number
  readonly live_finish_at?: number
  readonly hashtag?: string
  readonly image_url?: string
}

/** How many actions and how many targets a game may have. */
const MOST = 500

export async function createGame(desk: Desk, sourceId: string, asked: NewGame) {
  const source = await ownSource(desk.db, sourceId, providerOf(desk))
  const game = newGame(source.id, asked)
  await desk.db.insertInto('games').values(game).execute()
  return gameShown(game, Date.now())
}

function newGame(source: string, asked: NewGame): Game {
  const { game_name: name, currency = 'DON' } = asked
  if (!/^[A-Z]{3}$/.test(currency)) fail(400, 'currency has to be three capital letters.', { parameter: 'currency' })
  return {
    id: randomUUID(),
    source,
    name,
    type: asked.type ?? '',
    currency,
    hashtag:
      asked.hashtag ??
      `#${
        name
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu)
          ?.join('-') ?? 'game'
      }`,
    image_url: asked.image_url ?? null,
    actions: JSON.stringify(named(asked.actions, 'actions').map((one) => ({ id: idOf(one), name: one.trim() }))),
    targets: JSON.stringify(targetsOf(named(asked.targets, 'targets'))),
    open_at: asked.open_at ?? null,
    close_at: null,
    closing_at: null,
    live_start_at: asked.live_start_at ?? null,
    live_finish_at: asked.live_finish_at ?? null,
    made: Date.now(),
  }
}

function named(given: readonly string[] | string, parameter: 'actions' | 'targets'): readonly string[] {
  const names = listed(given)
  const good = (name: string): boolean => name.length <= 120 && name.split(':').every((part) => part.trim() !== '')
  if (names.length === 0 || names.length > MOST || !names.every(good))
    fail(400, `${parameter} has to be 1 to ${MOST} names of 1 to 120 characters.`, { parameter })
  if (parameter === 'targets' && names.every((name) => idOf(name) === NONE))
    fail(400, 'targets needs more than none.', { parameter })
  return names
}

/** Changes times of a game and tells its subscribers. */
async function change(desk: Desk, id: string, times: (game: Game, now: number) => Partial<Game>) {
  const provider = providerOf(desk)
  const now = Date.now()
  const game = await desk.transaction(async ({ db }) => {
    const before = await ownGame(db, id, provider)
    if (before.close_at !== null) fail(409, 'The game is closed.')
    const changed = times(before, now)
    if (Object.keys(changed).length > 0) await db.updateTable('games').set(changed).where('id', '=', id).execute()
    return { ...before, ...changed }
  })
  tellGame(desk.publish, id, 'game_details', await detailsOf(desk.db, game))
  return gameShown(game, now)
}

export function openGame(desk: Desk, id: string, { open_at }: { readonly open_at?: number }) {
  return change(desk, id, (game, now) => {
    const begun = game.open_at !== null && game.open_at <= now
    return begun ? {} : { open_at: atLeastNow(open_at, now) }
  })
}

export type LiveTimes = { readonly live_start_at?: number; readonly live_finish_at?: number }

export function startGame(desk: Desk, id: string, { live_start_at }: LiveTimes) {
  return change(desk, id, (game, now) => {
    if (!takesBets(game, now)) fail(409, 'The game is not open.')
    return { live_start_at: live_start_at ?? now }
  })
}

export function updateGame(desk: Desk, id: string, { live_start_at, live_finish_at }: LiveTimes) {
  return change(desk, id, () => ({
    ...(live_start_at === undefined ? {} : { live_start_at }),
    ...(live_finish_at === undefined ? {} : { live_finish_at }),
  }))
}

export async function closeGame(desk: Desk, id: string) {
  const provider = providerOf(desk)
  const closed = await desk.transaction(async ({ db }) => closeWithin(db, await ownGame(db, id, provider)))
  await tellClosed(desk, closed)
  return closedShown(closed)
}

export async function readGame({ db }: Desk, id: string) {
  return detailsOf(db, await gameOf(db, id))
}

async function detailsOf(db: Db, game: Game) {
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('game', '=', game.id)
    .orderBy('happened_at', 'desc')
    .execute()
  return { ...gameShown(game, Date.now()), ...historyShown(events) }
}

/** Of a source: those whose betting has begun, or those that are to come. */
export async function listGames({ db }: Desk, source: string, which: 'active' | 'upcoming') {
  const known = await db.selectFrom('sources').select('id').where('id', '=', source).executeTakeFirst()
  if (known === undefined) fail(404, 'There is no source with this id.')
  const games = await db
    .selectFrom('games')
    .selectAll()
    .where('source', '=', source)
    .orderBy('made')
    .orderBy('id')
    .execute()
  const now = Date.now()
  const wanted = games.filter((game) => {
    const status = statusOf(game, now)
    return status !== 'game_closed' && (status === 'betting_not_yet_active') === (which === 'upcoming')
  })
  return wanted.map((game) => gameShown(game, now))
}
