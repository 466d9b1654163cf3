/** What subscribers are told: each change at once, the odds of a game at most four times a second. */
import { message, type Response } from './codes.ts'
import type { Desk } from './desk.ts'
import { gameOf } from './desk.ts'
import { backedIn, betShown, oddsShown } from './shown.ts'
import type { Bet } from './tables.ts'

type Publish = Desk['publish']

export const gameTopic = (game: string): string => `game ${game}`
export const personTopic = (person: number): string => `person ${person}`

export function tellGame(publish: Publish, game: string, response: Response, body: object): void {
  publish(gameTopic(game), message(response, body))
}

/** How long odds wait for more bets, in milliseconds. */
const WAIT = 250
/** Working out the odds may take this part of the time; with very many bets they come less often. */
const SHARE = 0.1
/** How many of the newest bets are named. */
const NAMED = 10

/** What has come in for a game since its subscribers were told last, by pool. */
type Pending = Map<string, Bet[]>

const boards = new WeakMap<Publish, Map<string, Pending>>()

/** Notes a bet that was taken; the subscribers of its game are told soon. */
export function noteBet(desk: Desk, game: string, bet: Bet): void {
  const board = boards.get(desk.publish) ?? new Map<string, Pending>()
  boards.set(desk.publish, board)
  const pending = board.get(game) ?? new Map<string, Bet[]>()
  if (!board.has(game)) flushLater(desk, board, game)
  board.set(game, pending)
  const bets = pending.get(bet.pool) ?? []
  pending.set(bet.pool, [bet, ...bets].slice(0, NAMED))
}

function flushLater(desk: Desk, board: Map<string, Pending>, game: string, wait = WAIT): void {
  setTimeout(() => void flush(desk, board, game), wait).unref()
}

/** Goes on for as long as bets come in. */
async function flush(desk: Desk, board: Map<string, Pending>, game: string): Promise<void> {
  const began = performance.now()
  const pending = board.get(game)
  if (pending === undefined || pending.size === 0) return void board.delete(game)
  board.set(game, new Map())
  try {
    await tellOdds(desk, game, pending)
  } catch (error) {
    desk.log.warn({ err: error, game }, 'subscribers were not told the odds')
  }
  flushLater(desk, board, game, Math.max(WAIT, (performance.now() - began) / SHARE))
}

async function tellOdds({ db, publish }: Desk, id: string, pending: Pending): Promise<void> {
  const ids = [...pending.keys()]
  const game = await gameOf(db, id)
  const pools = await db.selectFrom('pools').selectAll().where('id', 'in', ids).execute()
  const backed = await backedIn(db, ids)
  for (const pool of pools) {
    const new_bets = (pending.get(pool.id) ?? []).map((bet) => newBet(bet))
    tellGame(publish, id, 'bets_placed', { pool_id: pool.id, ...oddsShown(pool, game, backed(pool.id)), new_bets })
  }
}

function newBet(bet: Bet) {
  const { bet_id, target_id, amount, user_id, placed_at } = betShown(bet, '')
  return { bet_id, target_id, amount, user_id, placed_at }
}
