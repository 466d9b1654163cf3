/** The tables of the API. Secrets and tokens are hashes in them, and secrets of connections encrypted. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Migrations } from 'kittn'
import { sql } from 'kysely'
import { FOLDERS } from '../instances/folders.ts'

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
  '0001-accounts': {
    async up(db) {
      await db.schema
        .createTable('organizations')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('secret', 'text', (column) => column.notNull().unique())
        .addColumn('created', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('users')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('organization', 'integer', (column) => column.notNull().references('organizations.id'))
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('first_name', 'text', (column) => column.notNull())
        .addColumn('last_name', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('secret', 'text', (column) => column.notNull().unique())
        .addColumn('created', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '0002-instances': {
    async up(db) {
      await db.schema
        .createTable('instances')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('organization', 'integer', (column) => column.notNull().references('organizations.id'))
        .addColumn('element', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('configuration', 'text', (column) => column.notNull())
        .addColumn('token', 'text', (column) => column.notNull().unique())
        .addColumn('enabled', 'integer', (column) => column.notNull())
        .addColumn('created', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('links')
        .addColumn('token', 'text', (column) => column.primaryKey())
        .addColumn('instance', 'integer', (column) => column.notNull())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('expires', 'text', (column) => column.notNull())
        .execute()
    },
  },
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
      await cp(SEED, join(FOLDERS, String(OPERATOR)), { recursive: true, force: false })
    },
  },
  '0004-tags': {
    async up(db) {
      await db.schema
        .createTable('tags')
        .addColumn('instance', 'integer', (column) => column.notNull())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('tag', 'text', (column) => column.notNull())
        .addColumn('place', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('tags_once', ['instance', 'path', 'tag'])
        .execute()
    },
  },
  '0005-notes': {
    async up(db) {
      await db.schema
        .createTable('notes')
        .addColumn('instance', 'integer', (column) => column.notNull())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('tags', 'text', (column) => column.notNull())
        .addColumn('description', 'text', (column) => column.notNull())
        .addColumn('properties', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('notes_once', ['instance', 'path'])
        .execute()
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
