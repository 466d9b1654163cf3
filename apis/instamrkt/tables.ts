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
  '0001-people': `
    CREATE TABLE people (
      id integer PRIMARY KEY, username text NOT NULL, name_key text NOT NULL UNIQUE, email text NOT NULL UNIQUE,
      password text NOT NULL, made bigint NOT NULL);
    CREATE TABLE sessions (
      hash text PRIMARY KEY, person integer NOT NULL, ends bigint NOT NULL)`,
  '0002-games': `
    CREATE TABLE sources (
      id text PRIMARY KEY, owner text NOT NULL, name text NOT NULL, description text NOT NULL, made bigint NOT NULL,
      closed bigint);
    CREATE TABLE games (
      id text PRIMARY KEY, source text NOT NULL, name text NOT NULL, type text NOT NULL, currency text NOT NULL,
      hashtag text NOT NULL, image_url text, actions text NOT NULL, targets text NOT NULL, open_at bigint, close_at bigint,
      closing_at bigint, live_start_at bigint, live_finish_at bigint, made bigint NOT NULL);
    CREATE INDEX games_source ON games (source);
    CREATE TABLE events (
      game text NOT NULL, id text NOT NULL, action text NOT NULL, targets text NOT NULL, happened_at bigint NOT NULL,
      answer text NOT NULL, PRIMARY KEY (game, id))`,
  '0003-pools': `
    CREATE TABLE pools (
      id text PRIMARY KEY, game text NOT NULL, description text NOT NULL, action text NOT NULL, targets text NOT NULL,
      kind integer NOT NULL, takeout integer NOT NULL, start_at bigint NOT NULL, stop_at bigint, finish_at bigint,
      block_at bigint, allow_at bigint, recreate integer NOT NULL, ended text, ended_at bigint, winners text, due_at bigint,
      made bigint NOT NULL);
    CREATE INDEX pools_game ON pools (game);
    CREATE INDEX pools_due ON pools (due_at);
    CREATE TABLE bets (
      id text PRIMARY KEY, pool text NOT NULL, person integer NOT NULL, target text NOT NULL, amount bigint NOT NULL,
      placed_at bigint NOT NULL, fate text, paid bigint NOT NULL);
    CREATE INDEX bets_pool ON bets (pool, target, person, amount);
    CREATE INDEX bets_person ON bets (person, placed_at)`,
  '0004-ledger': `
    CREATE TABLE accounts (
      id text PRIMARY KEY, person integer, currency text, balance bigint NOT NULL);
    CREATE INDEX accounts_person ON accounts (person);
    CREATE TABLE transfers (
      reference text NOT NULL, reason text NOT NULL, source text NOT NULL, target text NOT NULL, amount bigint NOT NULL,
      at bigint NOT NULL, PRIMARY KEY (reference, reason))`,
}
