/** SQLite plans a statement once, and not anew for each value that it is asked with. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { openStore, type Migrations } from '../../src/store/index.ts'
import { folder } from './folder.ts'

/** The driver makes a function for the rows of a statement whenever that was planned. */
async function plans(job: () => unknown): Promise<number> {
  const original = globalThis.Function
  let count = 0
  globalThis.Function = new Proxy(original, {
    apply(target, self, args: string[]) {
      count++
      return Reflect.apply(target, self, args) as unknown
    },
  })
  try {
    for (let n = 1; n <= 5; n++) await job()
  } finally {
    globalThis.Function = original
  }
  return count
}

const migrations: Migrations = {
  '0001-pets': {
    async up({ schema }) {
      await schema
        .createTable('owners')
        .addColumn('id', 'text', (id) => id.primaryKey())
        .execute()
      await schema
        .createTable('pets')
        .addColumn('id', 'text', (id) => id.primaryKey())
        .addColumn('owner', 'text')
        .execute()
    },
  },
}
const partial: Migrations = {
  ...migrations,
  '0002-homeless': {
    up: ({ schema }) =>
      schema
        .createIndex('homeless')
        .on('pets')
        .column('id')
        .where(sql<boolean>`owner = 'nobody'`)
        .execute(),
  },
}

describe('SQLite', () => {
  const place = folder()
  const store = openStore(place.file('x.sqlite'))
  after(async () => {
    await store.close()
    place.remove()
  })

  it('plans lists and joins once', async () => {
    await store.migrate(migrations)
    const db = await store.tables()
    await db.insertInto('owners').values({ id: 'ann' }).execute()
    await db.insertInto('pets').values({ id: 'tom', owner: 'ann' }).execute()
    await store.records('a').seed([{ build: (id) => JSON.stringify({ id, name: 'tom' }) }])
    const where = [{ field: 'name', equals: 'tom' }]
    const join = db.selectFrom('pets').innerJoin('owners', 'owners.id', 'pets.owner').selectAll()
    const other = new Sqlite(place.file('x.sqlite'))
    const bare = other.prepare('SELECT * FROM pets JOIN owners ON owners.id = owner WHERE pets.id = ?')
    assert.equal(await plans(() => bare.all('tom')), 5, 'what is compared with a bare parameter is planned anew')
    assert.equal(await plans(() => join.where('pets.id', '=', 'tom').execute()), 1)
    const written = () => sql`SELECT * FROM pets JOIN owners ON owners.id = owner WHERE pets.id = ${'tom'}`.execute(db)
    assert.equal(await plans(written), 1)
    assert.equal(await plans(() => store.records('a').list({ where, sort: { field: 'name', descending: true } })), 1)
    assert.equal(await plans(() => store.records('a').list({ limit: 1 })), 1)
    other.close()
  })

  it('looks at values where an index is only for some', async () => {
    await store.migrate(partial)
    const db = await store.tables()
    assert.match(db.selectFrom('pets').selectAll().where('owner', '=', 'nobody').compile().sql, /= \?$/)
  })
})
