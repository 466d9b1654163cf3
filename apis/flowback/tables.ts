/** What Flowback keeps: users, registrations that wait for their mail, tokens and codes. Secrets only as hashes. */
import type { Migrations } from 'kittn'

/** Times are ISO 8601 in UTC. `email` and `name_key` are in lower case, so that no two differ in case only. */
export type Tables = {
  users: User
  registrations: { code: string; email: string; username: string; used: string | null; made: string }
  tokens: { hash: string; user: number; made: string }
  /** A code is kept for addresses that nobody has, too: whoever asks waits as long. */
  resets: { code: string; user: number | null; used: string | null; made: string }
}

export type User = {
  id: number
  email: string
  username: string
  name_key: string
  password: string
  profile_image: string | null
  banner_image: string | null
  bio: string | null
  website: string | null
  deleted: string | null
}

export const migrations: Migrations = {
  '0001-users': `
    CREATE TABLE users (
      id integer PRIMARY KEY, email text NOT NULL UNIQUE, username text NOT NULL, name_key text NOT NULL UNIQUE,
      password text NOT NULL, profile_image text, banner_image text, bio text, website text, deleted text);
    CREATE TABLE registrations (
      code text PRIMARY KEY, email text NOT NULL, username text NOT NULL, used text, made text NOT NULL);
    CREATE TABLE tokens (
      hash text PRIMARY KEY, "user" integer NOT NULL, made text NOT NULL);
    CREATE TABLE resets (
      code text PRIMARY KEY, "user" integer, used text, made text NOT NULL)`,
}
