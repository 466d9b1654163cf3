/** The WebSocket: each operation is a command that REST has as well, and its answer a number. */
import { fail, type Behaviour, type ChannelInput } from 'kittn'
import * as bets from './bets.ts'
import { allow, block, changeAction, changeBetting } from './blocking.ts'
import { message, OPERATIONS, RESPONSES } from './codes.ts'
import { gameOf, type Api, type Desk } from './desk.ts'
import * as events from './events.ts'
import * as games from './games.ts'
import { poolsOpenTo, resolvedPools, runningPools } from './mine.ts'
import { balances } from './payments.ts'
import { sessionOf } from './people.ts'
import * as pools from './pools.ts'
import { gameTopic, personTopic } from './push.ts'
import * as sources from './sources.ts'

type Live = NonNullable<NonNullable<Behaviour<Api>['channels']>['/live']>
type Room = ChannelInput<Api, '/live'>

/** Whoever asks, if still known: a session may have ended while the connection was open. */
async function known(room: Room): Promise<Desk> {
  const session = room.caller.data?.session
  if (session !== undefined && (await sessionOf(session, room.db)) === undefined)
    fail(401, 'The session has ended: log in again.')
  return room
}

function welcome({ connection, caller }: Room): void {
  if (caller.data !== undefined) connection.subscribe(personTopic(caller.data.id))
}

/** Anybody may connect and watch; what needs to know who asks says so. */
export const live: Live = {
  secured: false,
  open: welcome,
  reads: [
    'ping',
    'get_opcodes',
    'join_game',
    'leave_game',
    'get_my_game_sources',
    'get_game_details',
    'get_active_games',
    'get_upcoming_games',
    'get_all_open_pools',
    'get_my_open_pools',
    'get_my_running_pools',
    'get_my_resolved_pools',
    'get_distribution',
    'get_balances',
  ],
  messages: {
    ping: () => message('pong'),
    get_opcodes: () => message('opcodes', { opcodes: OPERATIONS, response_codes: RESPONSES }),
    logon: (room) => {
      if (room.caller.id === 'anonymous') fail(401)
      welcome(room)
      return message('logon_success', { user_id: room.caller.data?.id ?? null, username: room.caller.name })
    },
    join_game: async ({ connection, db, message: { game_id } }) => {
      await gameOf(db, game_id)
      connection.subscribe(gameTopic(game_id))
      return message('game_joined', { game_id })
    },
    leave_game: ({ connection, message: { game_id } }) => {
      connection.unsubscribe(gameTopic(game_id))
      return message('game_left', { game_id })
    },

    open_game_source: async (room) => {
      const { source_name: name, description = '' } = room.message
      return message('game_source_opened', await sources.openSource(await known(room), { name, description }))
    },
    close_game_source: async (room) =>
      message('game_source_closed', await sources.closeSource(await known(room), room.message.source_id)),
    get_my_game_sources: async (room) =>
      message('my_game_sources', { sources: await sources.listSources(await known(room)) }),

    create_and_open_game: async (room) => {
      const asked = { ...room.message, open_at: room.message.open_at ?? Date.now() }
      return message('game_created_and_opened', await games.createGame(await known(room), asked.source_id, asked))
    },
    create_game: async (room) =>
      message('game_created', await games.createGame(await known(room), room.message.source_id, room.message)),
    open_game: async (room) =>
      message('game_opened', await games.openGame(await known(room), room.message.game_id, room.message)),
    update_game_details: async (room) =>
      message('game_details_updated', await games.updateGame(await known(room), room.message.game_id, room.message)),
    close_game: async (room) => message('game_closed', await games.closeGame(await known(room), room.message.game_id)),
    get_game_details: async (room) => message('game_details', await games.readGame(room, room.message.game_id)),
    get_active_games: async (room) =>
      message('active_games', { games: await games.listGames(room, room.message.source_id, 'active') }),
    get_upcoming_games: async (room) =>
      message('upcoming_games', { games: await games.listGames(room, room.message.source_id, 'upcoming') }),

    create_and_open_betting_pool: async (room) =>
      message('betting_pool_created', await pools.openPool(await known(room), room.message.game_id, room.message)),
    get_all_open_pools: async (room) =>
      message('all_open_pools', { pools: await pools.listPools(room, room.message.game_id) }),
    get_my_open_pools: async (room) =>
      message('my_open_pools', { pools: await poolsOpenTo(await known(room), room.message.game_id) }),
    get_my_running_pools: async (room) =>
      message('my_running_pools', { pools: await runningPools(await known(room), room.message.game_id) }),
    get_my_resolved_pools: async (room) =>
      message('my_resolved_pools', { pools: await resolvedPools(await known(room), room.message.game_id) }),
    get_distribution: async (room) => {
      const { pool_id, participants, amount_total, distribution } = await pools.readPool(room, room.message.pool_id)
      return message('distribution', { pool_id, participants, amount_total, distribution })
    },
    block_betting_pool: async (room) => {
      const { pool_id, block_at: at } = room.message
      const { block_at: blocked_at } = await changeBetting(await known(room), pool_id, { change: block, at })
      return message('betting_pool_blocked', { pool_id, blocked_at })
    },
    allow_betting_pool: async (room) => {
      const { pool_id, allow_at: at } = room.message
      const { allow_at: allowed_at } = await changeBetting(await known(room), pool_id, { change: allow, at })
      return message('betting_pool_allowed', { pool_id, allowed_at })
    },
    block_betting_for_action: async (room) => {
      const { game_id: game, action_id: action, block_at: at } = room.message
      const how = { change: block, at, from: 'open' } as const
      return message('betting_for_action_blocked', await changeAction(await known(room), { game, action }, how))
    },
    allow_betting_for_action: async (room) => {
      const { game_id: game, action_id: action, allow_at: at } = room.message
      const how = { change: allow, at, from: 'blocked' } as const
      return message('betting_for_action_allowed', await changeAction(await known(room), { game, action }, how))
    },

    place_bet: async (room) => {
      const { pool_id, target, amount, bet_id } = room.message
      const asked = { target, amount, ...(bet_id === undefined ? {} : { bet_id }) }
      const bet = await bets.placeBet(await known(room), pool_id, asked)
      return message('bet_placed', { pool_id, bet_id: bet.bet_id, target, amount: bet.amount })
    },
    register_game_event: async (room) => {
      const { resolved: _, ...event } = await events.registerEvent(
        await known(room),
        room.message.game_id,
        room.message,
      )
      return message('game_event_registered', { ...event, current_count: await events.countsOf(room.db, event) })
    },
    get_balances: async (room) => message('balances', { balances: await balances(await known(room)) }),
  },
}
