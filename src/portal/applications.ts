/** Applications: what an account has its keys for. */
import { randomBytes } from 'node:crypto'
import type { Tables } from '../store/index.ts'
import type { Keys } from './keys.ts'
import { NAMES } from './tables.ts'

/** `created` is ISO 8601. */
export type Application = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly created: string
}

export type Applications = {
  /** In order of creation. */
  readonly of: (account: string) => Promise<readonly Application[]>
  /** Undefined for one of another account, too. */
  readonly find: (account: string, id: string) => Promise<Application | undefined>
  /** Undefined where the account has as many as it may. */
  readonly create: (account: string, name: string) => Promise<Application | undefined>
  /** Whether the operator has suspended a key of the account: then there are no new ones, and none goes away unseen. */
  readonly suspended: (account: string) => Promise<boolean>
  readonly rename: (application: Application, name: string) => Promise<void>
  /** Its keys are revoked with it, and its usage is forgotten. */
  readonly remove: (application: Application) => Promise<void>
}

const MOST = 25

export function applicationsIn(db: Tables, keys: Keys): Applications {
  const of = async (account: string): Promise<readonly Application[]> => {
    const rows = await db
      .selectFrom(NAMES.applications)
      .selectAll()
      .where('account', '=', account)
      .orderBy('created')
      .execute()
    return rows.map(applicationOf)
  }
  return {
    of,
    async find(account, id) {
      const query = db.selectFrom(NAMES.applications).selectAll().where('id', '=', id).where('account', '=', account)
      const row = await query.executeTakeFirst()
      return row && applicationOf(row)
    },
    async create(account, name) {
      if ((await of(account)).length >= MOST) return undefined
      const made = { id: randomBytes(6).toString('hex'), account, name, created: new Date().toISOString() }
      await db.insertInto(NAMES.applications).values(made).execute()
      return made
    },
    async suspended(account) {
      const all = await Promise.all((await of(account)).map(({ id }) => keys.of(id)))
      return all.flat().some(({ suspended }) => suspended !== undefined)
    },
    async rename({ id }, name) {
      await db.updateTable(NAMES.applications).set({ name }).where('id', '=', id).execute()
    },
    async remove({ id }) {
      for (const key of await keys.of(id)) {
        await keys.revoke(key.id)
        for (const table of [NAMES.usage, NAMES.requests])
          await db.deleteFrom(table).where('credential', '=', key.id).execute()
      }
      await db.deleteFrom(NAMES.applications).where('id', '=', id).execute()
    },
  }
}

function applicationOf(row: Record<string, unknown>): Application {
  const { id, account, name, created } = row
  return { id: String(id), account: String(account), name: String(name), created: String(created) }
}
