/** What Instamrkt keeps. Times are milliseconds since 1970, money whole units; secrets are there only as hashes. */
import type { Migrations } from 'kittn'
import type { Reason } from './domain/ledger.ts'
import type { Ending, KindNumber } from './domain/pool.ts'
import type { Fate } from './domain/settle.ts'

export type Tables = {
  people: { id: number; username: string; name_key: string; email: string; password: string; made: number }
  sessions: { hash: string; person: number; ends: number }
  /** `owner` is the caller whose API key opened it. */
  sources: { id: string; owner: string; name: string; description: string; made: number; closed: number | null }
  games: Game
  pools: Pool
  bets: Bet
  events: { game: string; id: string; action: string; targets: string; happened_at: number; answer: string }
  accounts: { id: string; person: number | null; currency: string | null; balance: number }
  transfers: { reference: string; reason: Reason; source: string; target: string; amount: number; at: number }
}

/** `actions`, `targets` and `winners` are JSON. */
export type Game = {
  id: string
  source: string
  name: string
  type: string
  currency: string
  hashtag: string
  image_url: string | null
  actions: string
  targets: string
  open_at: number | null
  close_at: number | null
  /** When closing began; it ends when no pool waits any longer. */
  closing_at: number | null
  live_start_at: number | null
  live_finish_at: number | null
  made: number
}

export type Pool = {
  id: string
  game: string
  description: string
  action: string
  targets: string
  kind: KindNumber
  takeout: number
  start_at: number
  stop_at: number | null
  finish_at: number | null
  block_at: number | null
  allow_at: number | null
  recreate: number
  ended: Ending | null
  ended_at: number | null
  winners: string | null
  /** When the clock has to look at it next. */
  due_at: number | null
  made: number
}

export type Bet = {
  id: string
  pool: string
  person: number
  target: string
  amount: number
  placed_at: number
  /** Null while its pool has not ended. */
  fate: Fate | null
  paid: number
}

export const migrations: Migrations = {
  '0001-people': {
    async up({ schema }) {
      await schema
        .createTable('people')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('username', 'text', (column) => column.notNull())
        .addColumn('name_key', 'text', (column) => column.notNull().unique())
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('password', 'text', (column) => column.notNull())
        .addColumn('made', 'bigint', (column) => column.notNull())
        .execute()
      await schema
        .createTable('sessions')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('person', 'integer', (column) => column.notNull())
        .addColumn('ends', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  '0002-games': {
    async up({ schema }) {
      await schema
        .createTable('sources')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('description', 'text', (column) => column.notNull())
        .addColumn('made', 'bigint', (column) => column.notNull())
        .addColumn('closed', 'bigint')
        .execute()
      await schema
        .createTable('games')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('currency', 'text', (column) => column.notNull())
        .addColumn('hashtag', 'text', (column) => column.notNull())
        .addColumn('image_url', 'text')
        .addColumn('actions', 'text', (column) => column.notNull())
        .addColumn('targets', 'text', (column) => column.notNull())
        .addColumn('open_at', 'bigint')
        .addColumn('close_at', 'bigint')
        .addColumn('closing_at', 'bigint')
        .addColumn('live_start_at', 'bigint')
        .addColumn('live_finish_at', 'bigint')
        .addColumn('made', 'bigint', (column) => column.notNull())
        .execute()
      await schema.createIndex('games_source').on('games').column('source').execute()
      await schema
        .createTable('events')
        .addColumn('game', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('targets', 'text', (column) => column.notNull())
        .addColumn('happened_at', 'bigint', (column) => column.notNull())
        .addColumn('answer', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('events_key', ['game', 'id'])
        .execute()
    },
  },
  '0003-pools': {
    async up({ schema }) {
      await schema
        .createTable('pools')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('game', 'text', (column) => column.notNull())
        .addColumn('description', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('targets', 'text', (column) => column.notNull())
        .addColumn('kind', 'integer', (column) => column.notNull())
        .addColumn('takeout', 'integer', (column) => column.notNull())
        .addColumn('start_at', 'bigint', (column) => column.notNull())
        .addColumn('stop_at', 'bigint')
        .addColumn('finish_at', 'bigint')
        .addColumn('block_at', 'bigint')
        .addColumn('allow_at', 'bigint')
        .addColumn('recreate', 'integer', (column) => column.notNull())
        .addColumn('ended', 'text')
        .addColumn('ended_at', 'bigint')
        .addColumn('winners', 'text')
        .addColumn('due_at', 'bigint')
        .addColumn('made', 'bigint', (column) => column.notNull())
        .execute()
      await schema.createIndex('pools_game').on('pools').column('game').execute()
      await schema.createIndex('pools_due').on('pools').column('due_at').execute()
      await schema
        .createTable('bets')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('pool', 'text', (column) => column.notNull())
        .addColumn('person', 'integer', (column) => column.notNull())
        .addColumn('target', 'text', (column) => column.notNull())
        .addColumn('amount', 'bigint', (column) => column.notNull())
        .addColumn('placed_at', 'bigint', (column) => column.notNull())
        .addColumn('fate', 'text')
        .addColumn('paid', 'bigint', (column) => column.notNull())
        .execute()
      await schema.createIndex('bets_pool').on('bets').columns(['pool', 'target', 'person', 'amount']).execute()
      await schema.createIndex('bets_person').on('bets').columns(['person', 'placed_at']).execute()
    },
  },
  '0004-ledger': {
    async up({ schema }) {
      await schema
        .createTable('accounts')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('person', 'integer')
        .addColumn('currency', 'text')
        .addColumn('balance', 'bigint', (column) => column.notNull())
        .execute()
      await schema.createIndex('accounts_person').on('accounts').column('person').execute()
      await schema
        .createTable('transfers')
        .addColumn('reference', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('target', 'text', (column) => column.notNull())
        .addColumn('amount', 'bigint', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('transfers_key', ['reference', 'reason'])
        .execute()
    },
  },
}
