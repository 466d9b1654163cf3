/** Handlers with tables of their own, and transactions over these and the records. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { defineApi, fail, type Services } from '../../src/serve/index.ts'
import { openStore, type Migrations } from '../../src/store/index.ts'
import { KITTENS } from '../serve/kittens.ts'
import { KEY, serve, type Served, type Serving } from '../serve/served.ts'
import { folder } from '../store/folder.ts'

interface Pets {
  operations: {
    'POST /api/kittens': { path: {}; query: {}; headers: {}; body: { name: string }; answer: { name: string } }
    'GET /api/kittens': { path: {}; query: {}; headers: {}; body: undefined; answer: object[] }
  }
  records: { kittens: { name: string } }
}

type Tabled = Pets & { tables: { games: { name: string; plays: number } } }

describe('a handler', () => {
  const migrations: Migrations = {
    '0001-games': {
      up: (db) =>
        db.schema
          .createTable('games')
          .addColumn('name', 'text', (column) => column.primaryKey())
          .addColumn('plays', 'integer', (column) => column.notNull())
          .execute(),
    },
  }
  const behaviour = defineApi<Tabled>({
    migrations,
    operations: {
      'GET /api/kittens': ({ db }) => db.selectFrom('games').selectAll().execute(),
      'POST /api/kittens': ({ body, once }) =>
        once(async ({ store, db }) => {
          const kitten = await store.kittens.create(body)
          await db
            .insertInto('games')
            .values({ name: body.name, plays: await store.kittens.count() })
            .execute()
          if (body.name === 'teapot') fail(418)
          return kitten
        }),
    },
    seed: { kittens: [] },
  })
  let served: Served
  before(async () => void (served = await serve(KITTENS, { behaviour })))
  after(() => served.close())

  it('changes both or neither', async () => {
    const made = await served.ask('POST /api/kittens', { body: { name: 'Max' } })
    assert.deepEqual([made.status, (made.json() as { id: number }).id], [201, 1])
    assert.equal((await served.ask('POST /api/kittens', { body: { name: 'teapot' } })).status, 418)
    assert.deepEqual(await served.store.records('kittens').count([]), 1)
    const kept = await (await served.store.tables()).selectFrom('games').selectAll().execute()
    assert.deepEqual(kept, [{ name: 'Max', plays: 1 }])
  })

  it('does once what is asked for again with the same key', async () => {
    const ask = (name: string) =>
      served.ask('POST /api/kittens', { body: { name }, headers: { ...KEY, 'idempotency-key': 'moses' } })
    const made = await Promise.all([ask('Moses'), ask('Moses'), ask('Moses')])
    assert.deepEqual(
      made.map(({ status, json }) => [status, (json() as { id: number }).id]),
      Array(3).fill([201, 2]),
    )
    const replayed = made.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')
    assert.deepEqual([replayed.length, await served.store.records('kittens').count([])], [2, 2])
    assert.equal((await ask('Another')).status, 422)
  })

  it('finds what `demo` has put into the tables, once for each store, and only where keys of a demonstration count', async () => {
    const demo = async ({ db }: Services<Tabled>) =>
      db.insertInto('games').values({ name: 'of the page', plays: 1 }).execute()
    const plays = async (options: Serving): Promise<number> => {
      const one = await serve(KITTENS, { behaviour: { ...behaviour, demo }, ...options })
      const tables = await one.store.tables()
      await one.close()
      return (await tables.selectFrom('games').selectAll().execute()).length
    }
    const place = folder()
    const store = openStore(place.file('x.sqlite'))
    assert.deepEqual([await plays({ store, demo: [] }), await plays({ store }), await plays({ store })], [0, 1, 1])
    await store.close()
    place.remove()
  })

  it('without migrations is told what it lacks', async () => {
    const none = await serve(KITTENS, { behaviour: { operations: behaviour.operations ?? {} } })
    assert.equal((await none.ask('GET /api/kittens')).status, 500)
    assert.match(none.log(), /make them with `migrations` in api\.ts/)
    await none.close()
  })
})
