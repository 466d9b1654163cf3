/** The tables of the API. Secrets and tokens are hashes in them, and secrets of connections encrypted. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Migrations } from 'kittn'
import { sql } from 'kysely'
import { allFolders } from '../instances/folders.ts'

export type Tables = {
  organizations: { id: number; name: string; secret: string; created: string }
  users: {
    id: number
    organization: number
    email: string
    first_name: string
    last_name: string
    role: 'admin' | 'user'
    secret: string
    created: string
  }
  instances: {
    id: number
    organization: number
    element: string
    name: string
    /** JSON; what is secret in it is sealed. */
    configuration: string
    token: string
    /** 1 or 0. */
    enabled: number
    created: string
  }
  links: { token: string; instance: number; path: string; expires: string }
  /** What callers note on documents; tags and properties are JSON. */
  notes: { instance: number; path: string; tags: string; description: string; properties: string }
}

/** A row of the table that was before `notes`. */
type Tag = { readonly instance: number; readonly path: string; readonly tag: string }

/** The organization of whoever runs the service: keys of `kittn keys` belong to it. */
export const OPERATOR = 1

/** Nothing has this hash: rows that begin with it are reached by keys of `kittn keys` alone. */
const NO_SECRET = 'none:'

export const migrations: Migrations = {
  '0001-accounts': `
    CREATE TABLE organizations (
      id integer PRIMARY KEY, name text NOT NULL, secret text NOT NULL UNIQUE, created text NOT NULL);
    CREATE TABLE users (
      id integer PRIMARY KEY, organization integer NOT NULL REFERENCES organizations (id), email text NOT NULL UNIQUE,
      first_name text NOT NULL, last_name text NOT NULL, role text NOT NULL, secret text NOT NULL UNIQUE, created text NOT NULL)`,
  '0002-instances': `
    CREATE TABLE instances (
      id integer PRIMARY KEY, organization integer NOT NULL REFERENCES organizations (id), element text NOT NULL,
      name text NOT NULL, configuration text NOT NULL, token text NOT NULL UNIQUE, enabled integer NOT NULL,
      created text NOT NULL);
    CREATE TABLE links (
      token text PRIMARY KEY, instance integer NOT NULL, path text NOT NULL, expires text NOT NULL)`,
  '0003-first-account': {
    async up(db) {
      const created = new Date().toISOString()
      await sql`insert into organizations (id, name, secret, created)
        values (${OPERATOR}, 'Analytical Engines', ${NO_SECRET + '1'}, ${created})`.execute(db)
      for (const [id, email, first, last, role] of PEOPLE)
        await sql`insert into users (id, organization, email, first_name, last_name, role, secret, created)
          values (${id}, ${OPERATOR}, ${email}, ${first}, ${last}, ${role}, ${NO_SECRET + id}, ${created})`.execute(db)
      for (const [id, element, name, folder] of INSTANCES)
        await sql`insert into instances (id, organization, element, name, configuration, token, enabled, created)
          values (${id}, ${OPERATOR}, ${element}, ${name}, ${JSON.stringify({ folder })}, ${NO_SECRET + id}, 1, ${created})`.execute(
          db,
        )
      await cp(SEED, join(allFolders(), String(OPERATOR)), { recursive: true, force: false })
    },
  },
  '0004-tags': `
    CREATE TABLE tags (
      instance integer NOT NULL, path text NOT NULL, tag text NOT NULL, place integer NOT NULL, PRIMARY KEY (instance, path, tag))`,
  '0005-notes': {
    async up(db) {
      await sql`CREATE TABLE notes (instance integer NOT NULL, path text NOT NULL, tags text NOT NULL, description text NOT NULL,
        properties text NOT NULL, PRIMARY KEY (instance, path))`.execute(db)
      const found = sql<Tag>`select instance, path, tag from tags order by place`
      const tags = Map.groupBy((await found.execute(db)).rows, ({ instance, path }) => `${instance} ${path}`)
      for (const rows of tags.values()) {
        const all = JSON.stringify(rows.map(({ tag }) => tag))
        await sql`insert into notes values (${rows[0]?.instance}, ${rows[0]?.path}, ${all}, '', '{}')`.execute(db)
      }
      await db.schema.dropTable('tags').execute()
    },
  },
}

/** What the first instances hold. */
const SEED = join(import.meta.dirname, '../seed')

const PEOPLE = [
  [1, 'ada@engines.example', 'Ada', 'Lovelace', 'admin'],
  [2, 'grace@engines.example', 'Grace', 'Hopper', 'user'],
  [3, 'mary@engines.example', 'Mary', 'Somerville', 'user'],
] as const

const INSTANCES = [
  [1, 'localfolder', 'Documents', 'documents'],
  [2, 'localcards', 'Address book', 'contacts'],
  [3, 'localfolder', 'Archive', 'archive'],
] as const
