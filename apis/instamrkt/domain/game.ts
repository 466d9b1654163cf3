/** What a game is at a moment: it follows from its times. */

export type GameStatus =
  | 'betting_not_yet_active'
  | 'pre_game_betting_active'
  | 'game_in_progress_betting_active'
  | 'game_in_progress_betting_closed'
  | 'game_closed'

/** In milliseconds since 1970. */
export type GameTimes = {
  readonly open_at: number | null
  readonly close_at: number | null
  readonly closing_at: number | null
  readonly live_start_at: number | null
}

export function statusOf(game: GameTimes, now: number): GameStatus {
  if (game.close_at !== null) return 'game_closed'
  if (game.closing_at !== null) return 'game_in_progress_betting_closed'
  if (game.open_at === null || game.open_at > now) return 'betting_not_yet_active'
  const live = game.live_start_at !== null && game.live_start_at <= now
  return live ? 'game_in_progress_betting_active' : 'pre_game_betting_active'
}

export function takesBets(game: GameTimes, now: number): boolean {
  const status = statusOf(game, now)
  return status === 'pre_game_betting_active' || status === 'game_in_progress_betting_active'
}
