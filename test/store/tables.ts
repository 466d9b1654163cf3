/** What the tables of an API's own are in any store. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { MigrationError, type Migrations, type Store } from '../../src/store/index.ts'

const FIRST: Migrations = {
  '0001-games': {
    up: (db) =>
      db.schema
        .createTable('games')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('score', 'integer', (column) => column.notNull().defaultTo(0))
        .execute(),
  },
}
const SECOND: Migrations = {
  ...FIRST,
  '0002-first-game': `
    INSERT INTO games (id, name, score) VALUES (1, 'chess; and go', 1);
    UPDATE games SET name = 'chess', score = 0;`,
}

export function tablesConform(store: () => Store, open: () => Promise<Store>): void {
  const score = async (): Promise<unknown> => {
    const db = await store().tables()
    return (await db.selectFrom('games').select('score').where('id', '=', 1).executeTakeFirst())?.['score']
  }

  it('are made by migrations, each done once, also when several openers start at once', async () => {
    const others = [await open(), await open()]
    await Promise.all([store(), ...others].map((one) => one.migrate(FIRST)))
    await Promise.all([store(), ...others].map((one) => one.migrate(SECOND)))
    const db = await store().tables()
    assert.deepEqual(await db.selectFrom('games').selectAll().execute(), [{ id: 1, name: 'chess', score: 0 }])
    await Promise.all(others.map((other) => other.close()))
  })

  it('keep nothing of a migration that fails, and are taken on from there', async () => {
    let broken = true
    const third: Migrations = {
      ...SECOND,
      '0003-broken': {
        async up(db) {
          await db.schema.createTable('half').addColumn('id', 'integer').execute()
          if (broken) await sql`SELECT nonsense`.execute(db)
        },
      },
    }
    await assert.rejects(store().migrate(third), MigrationError)
    broken = false
    await store().migrate(third)
    const db = await store().tables()
    assert.deepEqual(await db.selectFrom('half').selectAll().execute(), [])
  })

  it('of Kittn itself are done once beside those of the API', async () => {
    let times = 0
    const own: Migrations = { '0000-own': { up: async () => void times++ } }
    await store().migrate(own, 'own')
    await store().migrate(own, 'own')
    assert.equal(times, 1)
    await store().migrate({ ...own, '0001-more': { up: async () => void times++ } }, 'own')
    assert.equal(times, 2)
  })

  it('do not go back, nor in between', async () => {
    await assert.rejects(store().migrate(FIRST), /`0002-first-game`, which api.ts no longer has/)
    const between = { ...SECOND, '0001-z': SECOND['0002-first-game']!, '0003-broken': FIRST['0001-games']! }
    await assert.rejects(store().migrate(between), /`0001-z` comes before `0003-broken`/)
  })

  it('are written and read, with what was inserted given back', async () => {
    const db = await store().tables()
    const made = await db.insertInto('games').values({ id: 2, name: 'go' }).returning('name').executeTakeFirst()
    assert.deepEqual(made, { name: 'go' })
    const changed = await db.updateTable('games').set({ score: 3 }).where('id', '=', 2).executeTakeFirst()
    assert.equal(changed.numUpdatedRows, 1n)
    await db.deleteFrom('games').where('id', '=', 2).execute()
    assert.equal((await db.selectFrom('games').selectAll().execute()).length, 1)
  })

  it('refuse what their constraints refuse, and that alone', async () => {
    const db = await store().tables()
    const insert = (id: number, name: string) => db.insertInto('games').values({ id, name }).execute()
    const results = await Promise.allSettled([insert(3, 'nim'), insert(4, 'nim'), insert(5, 'hex')])
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 2)
    await db.deleteFrom('games').where('id', '>', 1).execute()
  })

  it('change together with records in a transaction, or not at all', async () => {
    const db = await store().tables()
    const records = store().records('moves')
    const move = (name: string): Promise<unknown> =>
      store().transaction(async () => {
        await records.create(() => JSON.stringify({ name }))
        await db
          .updateTable('games')
          .set({ score: sql`score + 1` })
          .where('id', '=', 1)
          .execute()
        // The name is unique: the second insert is refused.
        await db.insertInto('games').values({ id: 9, name }).execute()
      })
    await assert.rejects(move('chess'))
    assert.deepEqual([await score(), await records.count([])], [0, 0])
    await move('draughts')
    assert.deepEqual([await score(), await records.count([])], [1, 1])
  })

  it('lose no update in transactions at once', async () => {
    const db = await store().tables()
    const before = Number(await score())
    const add = (): Promise<unknown> =>
      store().transaction(async () => {
        const now = Number(await score())
        await db
          .updateTable('games')
          .set({ score: now + 1 })
          .where('id', '=', 1)
          .execute()
      })
    await Promise.all(Array.from({ length: 10 }, add))
    assert.equal(await score(), before + 10)
  })

  it('are written beside a transaction without that it waits for them', async () => {
    const db = await store().tables()
    const add = (n: number): Promise<unknown> =>
      db
        .updateTable('games')
        .set({ score: sql`score + ${n}` })
        .where('id', '=', 1)
        .execute()
    const before = Number(await score())
    const begun = Promise.withResolvers<void>()
    let beside: unknown
    void begun.promise.then(() => void (beside = add(1)))
    await store().transaction(async () => {
      begun.resolve()
      // Then the other statement waits for this transaction.
      await nextTurn()
      await add(10)
    })
    await beside
    assert.equal(await score(), before + 11)
  })
}
