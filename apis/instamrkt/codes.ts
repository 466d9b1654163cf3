/** The numbers of messages. Those of clients and of the server have nothing to do with each other. */

export const OPERATIONS = {
  ping: 1,
  get_opcodes: 2,
  logon: 100,
  join_game: 363,
  leave_game: 364,
  open_game_source: 365,
  close_game_source: 366,
  create_and_open_game: 370,
  create_game: 3701,
  open_game: 3702,
  get_game_details: 372,
  update_game_details: 373,
  close_game: 375,
  get_active_games: 380,
  get_upcoming_games: 3811,
  create_and_open_betting_pool: 385,
  get_all_open_pools: 387,
  get_my_open_pools: 388,
  get_my_running_pools: 389,
  get_my_resolved_pools: 390,
  place_bet: 392,
  get_distribution: 393,
  register_game_event: 395,
  block_betting_pool: 397,
  allow_betting_pool: 398,
  block_betting_for_action: 3975,
  allow_betting_for_action: 3985,
  get_my_game_sources: 611,
  get_balances: 800,
} as const

export const RESPONSES = {
  pong: 1,
  opcodes: 2,
  logon_success: 100,
  game_joined: 333,
  game_left: 334,
  game_source_opened: 335,
  game_source_closed: 336,
  game_created_and_opened: 340,
  game_closed: 341,
  game_details: 342,
  game_details_updated: 343,
  active_games: 345,
  betting_pool_created: 350,
  betting_pool_opened: 352,
  my_open_pools: 353,
  my_running_pools: 354,
  my_resolved_pools: 355,
  bet_placed: 356,
  distribution: 360,
  bets_placed: 361,
  betting_pool_resolved: 362,
  betting_pool_expired: 363,
  game_event_registered: 366,
  betting_pool_blocked: 368,
  betting_pool_allowed: 369,
  betting_for_action_blocked: 370,
  betting_for_action_allowed: 371,
  my_game_sources: 621,
  error: 666,
  balances: 800,
  balance_changed: 815,
  game_created: 3401,
  game_opened: 3402,
  upcoming_games: 3461,
  all_open_pools: 3535,
} as const

export type Operation = keyof typeof OPERATIONS
export type Response = keyof typeof RESPONSES

/** A message of the server. */
export function message(response: Response, body: object = {}) {
  return { response_header: { t: Date.now() }, res: RESPONSES[response], ...body }
}
