/** What one store gives out, another takes in. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openDatabase, openStore, type DumpLine, type Migrations, type Store } from '../../src/store/index.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'
import { folder } from './folder.ts'

const MIGRATIONS: Migrations = {
  '0001-games': {
    async up(db) {
      await db.schema
        .createTable('games')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('name', 'text')
        .execute()
      await db.insertInto('games').values({ id: 1, name: 'made by the migration' }).execute()
    },
  },
}
const ODD = ['plain', 'nul \0 half \ud83d', 'x'.repeat(3000), 'sha256:like']

async function fill(store: Store): Promise<void> {
  await store.migrate(MIGRATIONS)
  const db = await store.tables()
  await db.insertInto('games').values({ id: 2, name: 'chess "quoted"' }).execute()
  const records = store.records('kittens')
  for (const id of ODD) await records.create(() => JSON.stringify({ id, name: id }), { id })
  await Promise.all(Array.from({ length: 1200 }, () => records.create((id) => `{ "id": ${id} }`)))
  await records.remove(7)
  const terms = { readOnly: true }
  const { id } = await store.credentials.create({ name: 'Ann', admin: true, hashes: ['h1', 'h2'], tail: 't', terms })
  await store.credentials.roll(id, { hashes: ['h3'], tail: 'tail' }, 3600)
}

async function linesOf(store: Store): Promise<DumpLine[]> {
  return Array.fromAsync(store.dump())
}

async function* given(lines: readonly DumpLine[]): AsyncGenerator<DumpLine> {
  yield* lines
}

describe('a dump', () => {
  const place = folder()
  let address = ''
  let count = 0
  const fresh: Readonly<Record<string, () => Promise<Store>>> = {
    sqlite: async () => openStore(place.file(`${++count}.sqlite`)),
    postgres: () => openDatabase(address, `dump-${process.pid}-${++count}`),
  }
  before(async () => void (address = await postgres()))
  after(async () => {
    for (let n = 0; n <= count; n++) await dropSchema(address, `dump-${process.pid}-${n}`)
    place.remove()
  })

  for (const from of ['sqlite', 'postgres'])
    for (const to of ['sqlite', 'postgres'])
      it(`of ${from} goes into ${to}, to the letter`, async () => {
        const [source, target] = await Promise.all([fresh[from]!(), fresh[to]!()])
        await fill(source)
        await target.migrate(MIGRATIONS)
        const lines = await linesOf(source)
        assert.equal(await target.restore(given(lines)), lines.length - 1)
        assert.deepEqual(await linesOf(target), lines)
        const [early, late] = [await target.credentials.find('h2'), await target.credentials.find('h3')]
        assert.deepEqual([early?.name, early, late?.readOnly], ['Ann', late, true])
        assert.equal(await target.records('kittens').wasRemoved(7), true)
        const made = await target.records('kittens').create(() => '{}')
        assert.equal(made.kind === 'created' && made.stored.id, '1201')
        await Promise.all([source.close(), target.close()])
      })

  for (const name of ['sqlite', 'postgres']) {
    it(`that breaks off leaves nothing in ${name}`, async () => {
      const [source, target] = await Promise.all([fresh['sqlite']!(), fresh[name]!()])
      await fill(source)
      const lines = await linesOf(source)
      async function* broken(): AsyncGenerator<DumpLine> {
        yield* lines.slice(0, 600)
        throw new Error('the disk was pulled')
      }
      await target.migrate(MIGRATIONS)
      await assert.rejects(target.restore(broken()), /pulled/)
      assert.equal(await target.records('kittens').count([]), 0)
      await assert.rejects(target.restore(given(lines.slice(1))), /no dump/)
      assert.equal(await target.restore(given(lines)), lines.length - 1)
      await assert.rejects(target.restore(given(lines)), /records already/)
      await Promise.all([source.close(), target.close()])
    })

    it(`is not needed for what reset leaves in ${name}: keys, and nothing else`, async () => {
      const store = await fresh[name]!()
      await fill(store)
      await store.reset()
      assert.deepEqual(
        (await linesOf(store)).map(({ kind }) => kind),
        ['kittn', 'credential'],
      )
      await fill(store).catch((error: Error) => assert.match(error.message, /UNIQUE|unique/))
      assert.equal(await store.records('kittens').count([]), 1203)
      await store.close()
    })
  }

  it('goes on from one moment while others write', async () => {
    for (const name of ['sqlite', 'postgres']) {
      const store = await fresh[name]!()
      await fill(store)
      const dump = store.dump()
      await dump.next()
      await store.records('kittens').create((id) => JSON.stringify({ id, name: 'late' }))
      const rest = await Array.fromAsync(dump)
      assert.equal(
        rest.some((line) => line.kind === 'record' && line.text.includes('late')),
        false,
      )
      await store.close()
    }
  })
})
