/** The tables of the portal. Those of accounts are as better-auth wants them, each under a name of its own. */
import { sql } from 'kysely'
import type { Migration, Migrations, Store, Tables } from '../store/index.ts'

/** Whose migrations these are. */
export const OWNER = 'portal'

export const NAMES = {
  users: 'kittn_portal_users',
  sessions: 'kittn_portal_sessions',
  accounts: 'kittn_portal_accounts',
  verifications: 'kittn_portal_verifications',
  settings: 'kittn_portal_settings',
  applications: 'kittn_portal_applications',
  usage: 'kittn_portal_usage',
  requests: 'kittn_portal_requests',
} as const

/** Times are real ones where the database has some, else ISO 8601. */
type Types = { readonly time: 'timestamptz' | 'text'; readonly truth: 'boolean' | 'integer' }

/** A list that only grows: what was once made is brought forward. */
export function MIGRATIONS(dialect: Store['dialect']): Migrations {
  const types: Types =
    dialect === 'postgres' ? { time: 'timestamptz', truth: 'boolean' } : { time: 'text', truth: 'integer' }
  return { '0001-accounts': accounts(types), '0002-applications': applications, '0003-usage': usage }
}

type Columns = Readonly<Record<string, Column>>
type Column = 'text' | 'text?' | 'id' | 'unique' | 'integer' | Types['time'] | Types['truth'] | 'timestamptz?' | 'text!'

function accounts({ time, truth }: Types): Migration {
  const maybe = `${time}?` as const
  const stamps = { createdAt: time, updatedAt: time }
  return {
    async up(db) {
      await table(db, NAMES.users, {
        id: 'id',
        name: 'text',
        email: 'unique',
        emailVerified: truth,
        image: 'text?',
        ...stamps,
      })
      await table(db, NAMES.sessions, {
        id: 'id',
        userId: 'text',
        token: 'unique',
        expiresAt: time,
        ipAddress: 'text?',
        userAgent: 'text?',
        ...stamps,
      })
      await table(db, NAMES.accounts, {
        id: 'id',
        userId: 'text',
        accountId: 'text',
        providerId: 'text',
        password: 'text?',
        scope: 'text?',
        accessToken: 'text?',
        refreshToken: 'text?',
        idToken: 'text?',
        accessTokenExpiresAt: maybe,
        refreshTokenExpiresAt: maybe,
        ...stamps,
      })
      await table(db, NAMES.verifications, { id: 'id', identifier: 'text', value: 'text', expiresAt: time, ...stamps })
      await table(db, NAMES.settings, { name: 'id', value: 'text' })
      await index(db, NAMES.sessions, 'userId')
      await index(db, NAMES.accounts, 'userId')
      await index(db, NAMES.verifications, 'identifier')
    },
  }
}

const applications: Migration = {
  async up(db) {
    await table(db, NAMES.applications, { id: 'id', account: 'text', name: 'text', created: 'text' })
    await index(db, NAMES.applications, 'account')
  },
}

const usage: Migration = {
  async up(db) {
    await db.schema
      .createTable(NAMES.usage)
      .addColumn('credential', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('operation', 'text', (column) => column.notNull())
      .addColumn('status', 'integer', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('kittn_portal_usage_key', ['credential', 'day', 'operation', 'status'])
      .execute()
    await table(db, NAMES.requests, {
      id: 'id',
      credential: 'text',
      at: 'text',
      method: 'text',
      url: 'text',
      operation: 'text',
      status: 'integer',
      ms: 'integer',
      wrong: 'text?',
    })
    await db.schema.createIndex(`${NAMES.requests}_at`).on(NAMES.requests).columns(['credential', 'at']).execute()
  },
}

async function table(db: Tables, name: string, columns: Columns): Promise<void> {
  let made = db.schema.createTable(name)
  for (const [column, kind] of Object.entries(columns)) {
    const type = kind === 'id' || kind === 'unique' ? 'text' : kind.replace(/\W$/, '')
    made = made.addColumn(column, sql.raw(type), (one) => {
      if (kind === 'id') return one.primaryKey()
      if (kind === 'unique') return one.notNull().unique()
      return kind.endsWith('?') ? one : one.notNull()
    })
  }
  await made.execute()
}

function index(db: Tables, name: string, column: string): Promise<void> {
  return db.schema.createIndex(`${name}_${column}`).on(name).column(column).execute()
}
