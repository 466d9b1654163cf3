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
  '0001-users': {
    async up({ schema }) {
      await schema
        .createTable('users')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('username', 'text', (column) => column.notNull())
        .addColumn('name_key', 'text', (column) => column.notNull().unique())
        .addColumn('password', 'text', (column) => column.notNull())
        .addColumn('profile_image', 'text')
        .addColumn('banner_image', 'text')
        .addColumn('bio', 'text')
        .addColumn('website', 'text')
        .addColumn('deleted', 'text')
        .execute()
      await schema
        .createTable('registrations')
        .addColumn('code', 'text', (column) => column.primaryKey())
        .addColumn('email', 'text', (column) => column.notNull())
        .addColumn('username', 'text', (column) => column.notNull())
        .addColumn('used', 'text')
        .addColumn('made', 'text', (column) => column.notNull())
        .execute()
      await schema
        .createTable('tokens')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('user', 'integer', (column) => column.notNull())
        .addColumn('made', 'text', (column) => column.notNull())
        .execute()
      await schema
        .createTable('resets')
        .addColumn('code', 'text', (column) => column.primaryKey())
        .addColumn('user', 'integer')
        .addColumn('used', 'text')
        .addColumn('made', 'text', (column) => column.notNull())
        .execute()
    },
  },
}
