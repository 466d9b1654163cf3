/** What the compiler says of api.ts: each expected error here is one that it has to report. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { defineApi, fail, reply, type Input } from '../../src/serve/index.ts'

interface Cat {
  id: number
  name: string
}
/** An interface, as `kittn types` writes it: without an index signature. */
interface Cats {
  operations: {
    'GET /cats/{id}': { path: { id: number }; query: { full?: boolean }; headers: {}; body: undefined; answer: Cat }
    'POST /cats': { path: {}; query: {}; headers: {}; body: { name: string }; answer: Cat }
  }
  records: { cats: Cat & { hidden?: boolean } }
}

it('types handlers, records and seeds from the page', () => {
  const behaviour = defineApi<Cats>({
    seed: { cats: [{ id: 1, name: 'Tom', hidden: true }] },
    operations: {
      'GET /cats/{id}': async ({ path, query, store, caller }) => {
        const cat = await store.cats.getOrFail(path.id)
        const full: boolean | undefined = query.full
        // @ts-expect-error the page has no such parameter
        void query.fulll
        // @ts-expect-error the page has no such collection
        void store.dogs
        // @ts-expect-error records have no such field
        void store.cats.list({ where: { color: 'red' } })
        return cat.hidden && !caller.admin && !full ? fail(403) : cat
      },
      'POST /cats': ({ body, store }) => (body.name === '' ? reply(202) : store.cats.create({ name: body.name })),
    },
  })
  assert.deepEqual(Object.keys(behaviour.operations ?? {}), ['GET /cats/{id}', 'POST /cats'])
})

it('refuses what the page does not describe', () => {
  // @ts-expect-error no such operation
  defineApi<Cats>({ operations: { 'GET /cat/{id}': () => reply(200) } })
  // @ts-expect-error another answer than the page shows
  defineApi<Cats>({ operations: { 'GET /cats/{id}': () => ({ id: 'one' }) } })
  // @ts-expect-error a seed that lacks a field
  defineApi<Cats>({ seed: { cats: [{ id: 1 }] } })
})

it('lets handlers share functions typed by their input', () => {
  const visible = ({ path, store }: Pick<Input<Cats, 'GET /cats/{id}'>, 'path' | 'store'>): Promise<Cat> =>
    store.cats.getOrFail(path.id)
  assert.ok(defineApi<Cats>({ operations: { 'GET /cats/{id}': visible } }))
})

it('types the tables of the API', () => {
  defineApi<Cats & { tables: { visits: { cat: number } } }>({
    operations: {
      'GET /cats/{id}': ({ path, db, transaction }) =>
        transaction(async ({ store }) => {
          await db.insertInto('visits').values({ cat: path.id }).execute()
          // @ts-expect-error there is no such table
          void db.selectFrom('visit')
          // @ts-expect-error the column is a number
          void db.insertInto('visits').values({ cat: 'Tom' })
          return store.cats.getOrFail(path.id)
        }),
    },
  })
})

it('works without types of the page', () => {
  const behaviour = defineApi({
    operations: { 'GET /x/{id}': async ({ path, store }) => store['x']?.get(path['id'] ?? '') },
  })
  assert.ok(behaviour.operations?.['GET /x/{id}'])
})
