/** The Instamrkt API: games, pools, bets and events, over REST and the WebSocket. */
import { defineApi } from 'kittn'
import * as bets from './bets.ts'
import { allow, block, changeAction, changeBetting } from './blocking.ts'
import { live } from './channel.ts'
import { startClock } from './clock.ts'
import { demo } from './demo.ts'
import type { Api } from './desk.ts'
import { registerEvent } from './events.ts'
import * as games from './games.ts'
import { gamePage, gamesPage } from './live.ts'
import { balances, deposit, withdraw } from './payments.ts'
import * as people from './people.ts'
import * as pools from './pools.ts'
import * as sources from './sources.ts'
import { migrations } from './tables.ts'

export default defineApi<Api>({
  migrations,
  demo,
  /** The first page wrote `header: YOUR_INSTAMRKT_API_KEY`, and clients that took it at its word go on. */
  authenticate: ({ credentials, headers: { header } }, { db, keyOf }) =>
    typeof header === 'string' && credentials['key'] === undefined
      ? keyOf({ key: header })
      : people.callerOf(credentials['key'], db),
  start: startClock,

  operations: {
    'POST /r/signup/': people.signup,
    'POST /r/login/': people.login,
    'POST /r/logout/': people.logout,
    'GET /r/balance/': balances,
    'POST /r/users/{user_id}/deposits/': deposit,
    'POST /r/withdrawals/': withdraw,

    'POST /r/sources/': (input) => sources.openSource(input, input.body),
    'GET /r/sources/': sources.listSources,
    'DELETE /r/sources/{source_id}/': (input) => sources.closeSource(input, input.path.source_id),

    'POST /r/sources/{source_id}/games/': (input) => games.createGame(input, input.path.source_id, input.body),
    'GET /r/sources/{source_id}/games/active/': (input) => games.listGames(input, input.path.source_id, 'active'),
    'GET /r/sources/{source_id}/games/upcoming/': (input) => games.listGames(input, input.path.source_id, 'upcoming'),
    'GET /r/games/{game_id}/': (input) => games.readGame(input, input.path.game_id),
    'POST /r/games/{game_id}/open/': (input) => games.openGame(input, input.path.game_id, input.body),
    'POST /r/games/{game_id}/start/': (input) => games.startGame(input, input.path.game_id, input.body),
    'POST /r/games/{game_id}/close/': (input) => games.closeGame(input, input.path.game_id),

    'POST /r/games/{game_id}/pools/': (input) => pools.openPool(input, input.path.game_id, input.body),
    'GET /r/games/{game_id}/pools/open/': (input) => pools.listPools(input, input.path.game_id),
    'GET /r/pools/{pool_id}/': (input) => pools.readPool(input, input.path.pool_id),
    'POST /r/pools/{pool_id}/refund/': (input) => pools.refundPool(input, input.path.pool_id),

    'POST /r/pools/{pool_id}/block/': (input) =>
      changeBetting(input, input.path.pool_id, { change: block, at: input.body.block_at }),
    'POST /r/pools/{pool_id}/allow/': (input) =>
      changeBetting(input, input.path.pool_id, { change: allow, at: input.body.allow_at }),
    'POST /r/games/{game_id}/actions/{action_id}/block/': (input) => {
      const { game_id: game, action_id: action } = input.path
      return changeAction(input, { game, action }, { change: block, at: input.body.block_at, from: 'open' })
    },
    'POST /r/games/{game_id}/actions/{action_id}/allow/': (input) => {
      const { game_id: game, action_id: action } = input.path
      return changeAction(input, { game, action }, { change: allow, at: input.body.allow_at, from: 'blocked' })
    },

    'POST /r/pools/{pool_id}/predictions/': (input) => {
      const { target_id: target, ...bet } = input.body
      return bets.placeBet(input, input.path.pool_id, { target, ...bet })
    },
    'GET /r/predictions/': (input) => bets.listBets(input, input.query),
    'POST /r/games/{game_id}/events/': (input) => registerEvent(input, input.path.game_id, input.body),
  },

  channels: { '/live': live },
  pages: { 'GET /live': gamesPage, 'GET /live/{game}': gamePage },
})
