/** What every store does. Parameterised over stores; a store is in when this passes on it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Build, Id, Query, Records, Store } from '../../src/store/index.ts'
import { untilIt } from '../servers/program.ts'
import { tablesConform } from './tables.ts'
import { transactionsConform } from './transactions.ts'

/** `open` gives the same data each time it is called; `remove` takes the data away. */
export type Subject = {
  readonly name: string
  readonly open: () => Promise<Store>
  readonly remove: () => void | Promise<void>
}

const record =
  (fields: object): Build =>
  (id) =>
    JSON.stringify({ id, ...fields })

const names = async (records: Records, query: Parameters<Records['list']>[0] = {}): Promise<string[]> =>
  (await records.list(query)).map(({ text }) => (JSON.parse(text) as { name: string }).name)

/** Runs the suite on one store. */
export function conforms({ name, open, remove }: Subject): void {
  describe(name, () => {
    let store: Store
    let count = 0
    const fresh = (): Records => store.records(`c${++count}`)
    before(async () => void (store = await open()))
    after(async () => {
      await store.close()
      await remove()
    })

    describe('records', () => {
      it('are read as they are now, however often they were read before and whoever changed them', async () => {
        const [records, other] = [fresh(), await open()]
        await records.create(record({ name: 'a' }), { id: 'x' })
        const text = async (): Promise<string | undefined> => (await records.get('x'))?.text
        assert.deepEqual([await text(), await text()], ['{"id":"x","name":"a"}', '{"id":"x","name":"a"}'])
        await other.records(`c${count}`).update('x', () => '{"id":"x","name":"b"}')
        assert.equal(await text(), '{"id":"x","name":"b"}')
        await records.update('x', () => '{"id":"x","name":"c"}')
        assert.equal(await text(), '{"id":"x","name":"c"}')
        await other.records(`c${count}`).remove('x')
        assert.equal(await text(), undefined)
        await other.close()
      })

      it('are given integers that are never used twice', async () => {
        const records = fresh()
        await records.create(record({ name: 'a' }))
        const made = await records.create(record({ name: 'b' }))
        assert.deepEqual(made, { kind: 'created', stored: { id: '2', text: '{"id":2,"name":"b"}' } })
        await records.remove(2)
        assert.equal((await records.create(record({}))).kind, 'created')
        assert.equal(await records.get(2), undefined)
        assert.notEqual(await records.get(3), undefined)
      })

      it('take an id of their own, which integers then stay above', async () => {
        const records = fresh()
        await records.create(record({ name: 'given' }), { id: 41 })
        await records.create(record({ name: 'slug' }), { id: 'a-slug/with "odd" signs' })
        const made = await records.create(record({ name: 'next' }))
        assert.equal(made.kind === 'created' && made.stored.id, '42')
        assert.equal((await records.get('a-slug/with "odd" signs'))?.id, 'a-slug/with "odd" signs')
      })

      it('do not take an id that is taken', async () => {
        const records = fresh()
        await records.create(record({ name: 'first' }), { id: 'x' })
        assert.deepEqual(await records.create(record({ name: 'second' }), { id: 'x' }), { kind: 'taken' })
        assert.deepEqual(await names(records), ['first'])
      })

      it('are found by number and by text alike, and only in their own collection', async () => {
        const records = fresh()
        await records.create(record({ name: 'a' }))
        assert.deepEqual(await records.get('1'), await records.get(1))
        assert.equal(await fresh().get(1), undefined)
        assert.equal(await records.get('01'), undefined)
      })

      it('are listed in order of creation, in pages', async () => {
        const records = fresh()
        for (const name of ['c', 'a', 'b', 'd']) await records.create(record({ name }))
        assert.deepEqual(await names(records), ['c', 'a', 'b', 'd'])
        assert.deepEqual(await names(records, { limit: 2, offset: 1 }), ['a', 'b'])
        assert.deepEqual(await names(records, { offset: 3 }), ['d'])
        assert.deepEqual(await names(records, { limit: 0 }), [])
      })

      it('are sorted by a field, those alike in order of creation', async () => {
        const records = fresh()
        for (const [name, age] of [
          ['a', 2],
          ['b', 10],
          ['c', 2],
        ] as const)
          await records.create(record({ name, age }))
        assert.deepEqual(await names(records, { sort: { field: 'age', descending: false } }), ['a', 'c', 'b'])
        assert.deepEqual(await names(records, { sort: { field: 'age', descending: true } }), ['b', 'a', 'c'])
        const sort = { field: 'age', descending: false }
        const where = [{ field: 'age', equals: 2 }]
        const position = (id: Id, query: Query) => records.position(id, query)
        assert.deepEqual(
          [await position(3, {}), await position('3', { sort }), await position(3, { where })],
          [3, 2, 2],
        )
        assert.deepEqual(
          [await position(9, {}), await position(2, { where }), await position('x', { sort })],
          Array.from({ length: 3 }),
        )
      })

      it('are chosen by what their fields equal, each kind of value by itself', async () => {
        const records = fresh()
        const values = ['1', 1, true, null, false, 'true', 0]
        for (const value of values) await records.create(record({ name: JSON.stringify(value), value }))
        await records.create(record({ name: 'missing' }))
        for (const equals of values)
          assert.deepEqual(await names(records, { where: [{ field: 'value', equals }] }), [JSON.stringify(equals)])
        assert.equal(await records.count([{ field: 'value', equals: 1 }]), 1)
        assert.equal(await records.count([]), 8)
      })

      it('are chosen by one of several values, also of what lies deeper or is a list', async () => {
        const records = fresh()
        for (const [name, tags, of] of [
          ['a', ['red', 'old'], { kind: 'x' }],
          ['b', ['old'], { kind: 7 }],
          ['c', 'red', { kind: null }],
          ['d', { colour: 'red' }, {}],
        ] as const)
          await records.create(record({ name, tags, of }))
        const chosen = (at: readonly string[], ...among: readonly (string | number | null)[]) =>
          names(records, { where: [{ at, among }] })
        assert.deepEqual(await chosen(['tags'], 'red'), ['a', 'c'])
        assert.deepEqual(await chosen(['tags'], 'red', 'old'), ['a', 'b', 'c'])
        assert.deepEqual(await chosen(['of', 'kind'], 'x', 7), ['a', 'b'])
        assert.deepEqual(await chosen(['of', 'kind'], '7'), [])
        assert.deepEqual(await chosen(['of', 'kind'], null), ['c'])
        assert.deepEqual(await chosen(['of', 'none'], 'x'), [])
      })

      it('are chosen by bounds: numbers by their size, texts by their bytes, neither by the other', async () => {
        const records = fresh()
        for (const value of [9, 10, 10.5, '9', '10', '2024-02-01T10:00:00Z', null, true, [10]])
          await records.create(record({ name: JSON.stringify(value), value, of: { value } }))
        const chosen = (is: '<' | '<=' | '>' | '>=', than: string | number, at: readonly string[] = ['value']) =>
          names(records, { where: [{ at, is, than }] })
        assert.deepEqual(await chosen('>=', 10), ['10', '10.5'])
        assert.deepEqual(await chosen('>', 10), ['10.5'])
        assert.deepEqual(await chosen('<=', 10), ['9', '10'])
        assert.deepEqual(await chosen('<', 10, ['of', 'value']), ['9'])
        assert.deepEqual(await chosen('>=', '2024-02-01'), ['"9"', '"2024-02-01T10:00:00Z"'])
        assert.deepEqual(await chosen('<', '2024'), ['"10"'])
        assert.equal(await records.count([{ at: ['value'], is: '>', than: 9 }]), 2)
      })

      it('are chosen by a text that one of their fields holds, whatever else stands in it', async () => {
        const records = fresh()
        for (const name of ['Ginger Tom', 'ключ', "100% 'sure'_", 'nul \0 and \ud800'])
          await records.create(record({ name, of: { note: `about ${name}` } }))
        const chosen = async (text: string, within: readonly (readonly string[])[] = [['name']]) =>
          (await records.list({ where: [{ within, text }] })).map(({ id }) => Number(id))
        assert.deepEqual(await chosen('ginger'), [1])
        assert.deepEqual(await chosen('TOM'), [1])
        assert.deepEqual(await chosen('клю'), [2])
        assert.deepEqual(await chosen("% 'sure'_"), [3])
        assert.deepEqual(await chosen('%'), [3])
        assert.deepEqual(await chosen('\0 and \ud800'), [4])
        assert.deepEqual(await chosen('about', [['name'], ['of', 'note']]), [1, 2, 3, 4])
        assert.deepEqual(await chosen('about'), [])
      })

      it('are chosen by several fields, and by fields that may be missing', async () => {
        const records = fresh()
        await records.create(record({ name: 'a', user: 1, kind: 'x' }))
        await records.create(record({ name: 'b', user: 2, kind: 'x' }))
        await records.create(record({ name: 'c', kind: 'x' }))
        const where = [
          { field: 'kind', equals: 'x' },
          { field: 'user', equals: 2 },
        ]
        assert.deepEqual(await names(records, { where }), ['b'])
        const missing = [{ field: 'user', equals: 2, orMissing: true }]
        assert.deepEqual(await names(records, { where: missing }), ['b', 'c'])
      })

      it('keep names of fields and values apart from the query language', async () => {
        const records = fresh()
        const odd = { "a'b": 'x', 'a.b': 'y', 'a"b': 'z', $: 'w' }
        await records.create(record({ name: "Robert'); DROP TABLE records;--", ...odd }))
        assert.deepEqual(await names(records, { where: [{ field: "a'b", equals: 'x' }] }), [
          "Robert'); DROP TABLE records;--",
        ])
        assert.equal(await records.count([{ field: 'a.b', equals: 'y' }]), 1)
        assert.equal(await records.count([{ field: '$', equals: 'w' }]), 1)
        assert.equal(await records.count([{ field: 'name', equals: "' OR 1=1 --" }]), 0)
        assert.equal(await records.count([{ field: "x') OR 1=1 --", equals: 1 }]), 0)
        assert.deepEqual(await names(records, { sort: { field: "name'); --", descending: true } }), [
          "Robert'); DROP TABLE records;--",
        ])
      })

      it('sort values of every kind alike', async () => {
        const records = fresh()
        const values = ['b', 2, true, null, 'B', -1.5, false, 'é', 10, '']
        for (const value of values) await records.create(record({ name: JSON.stringify(value), value }))
        await records.create(record({ name: 'missing' }))
        const sorted = ['null', 'missing', '-1.5', 'false', 'true', '2', '10', '""', '"B"', '"b"', '"é"']
        assert.deepEqual(await names(records, { sort: { field: 'value', descending: false } }), sorted)
        const [none = '', missing = '', ...rest] = sorted
        const falling = [...rest.toReversed(), none, missing]
        assert.deepEqual(await names(records, { sort: { field: 'value', descending: true } }), falling)
      })

      it('may hold what databases choke on: NUL, halves of characters, ids of any length', async () => {
        const records = fresh()
        const odd = [
          'sha256:odd',
          'nul \0',
          'half \ud83d',
          'other half \udc08',
          'escape \u0010',
          'escape \u00100',
          'x'.repeat(5000),
          '',
        ]
        for (const name of odd) {
          const made = await records.create(record({ name, [name]: 1 }), { id: name })
          assert.deepEqual(made, {
            kind: 'created',
            stored: { id: name, text: JSON.stringify({ id: name, name, [name]: 1 }) },
          })
          assert.equal((await records.get(name))?.text, JSON.stringify({ id: name, name, [name]: 1 }))
          assert.equal((await records.create(record({}), { id: name })).kind, 'taken')
        }
        assert.deepEqual(await names(records), odd)
        assert.deepEqual(
          (await records.list({})).map(({ id }) => id),
          odd,
        )
        for (const name of ['nul \0', 'escape \u0010', 'x'.repeat(5000), ''])
          assert.equal(await records.count([{ field: 'name', equals: name }]), 1, JSON.stringify(name))
        assert.equal(await records.count([{ field: 'half \ud83d', equals: 'no' }]), 0)
        assert.equal((await records.list({ sort: { field: 'name', descending: true } })).length, odd.length)
        for (const name of odd) assert.equal(await records.remove(name), true)
        assert.equal(await records.get('half \ufffd'), undefined)
      })

      it('may take for themselves the very integers that others are given at once', async () => {
        const records = fresh()
        const made = await Promise.all(
          [1, undefined, 2, undefined, 3].map((id) => records.create(record({}), id === undefined ? {} : { id })),
        )
        assert.equal(made.filter(({ kind }) => kind === 'created').length, await records.count([]))
        assert.equal(new Set((await records.list({})).map(({ id }) => id)).size, await records.count([]))
      })

      it('keep their text to the letter', async () => {
        const records = fresh()
        const text = '{ "id" : 1, "name":"Zoë 🐈\\u00e9", "n": 1.50e1 }'
        await records.create(() => text)
        assert.equal((await records.get(1))?.text, text)
      })

      it('are changed in one step: no update is lost', async () => {
        const records = fresh()
        await records.create(record({ n: 0 }))
        const more = (text: string): string => {
          const old = JSON.parse(text) as { n: number }
          return JSON.stringify({ ...old, n: old.n + 1 })
        }
        await Promise.all(Array.from({ length: 100 }, () => records.update(1, more)))
        assert.equal((await records.get(1))?.text, '{"id":1,"n":100}')
        assert.equal(await records.update(2, more), undefined)
      })

      it('are made and changed by hundreds at once, each after those before it', async () => {
        const records = fresh()
        const many = Array.from({ length: 50 }, (_, n) => records.create(record({ name: `a${n}` })))
        const changed = records.update(7, (text) => text.replace('a6', 'changed'))
        const removed = records.remove(50)
        const more = Array.from({ length: 50 }, (_, n) => records.create(record({ name: `b${n}` })))
        const own = records.create(record({ name: 'own' }), { id: 200 })
        const last = records.create(record({ name: 'last' }))
        const made = await Promise.all([...many, ...more, own, last])
        const ids = made.map((one) => (one.kind === 'created' ? Number(one.stored.id) : 0))
        assert.equal(new Set(ids).size, 102)
        assert.ok((ids.at(-1) ?? 0) > 0)
        assert.deepEqual([(await changed)?.text, await removed], ['{"id":7,"name":"changed"}', true])
        const listed = await names(records)
        assert.deepEqual([listed.length, listed.includes('changed'), listed.includes('a49')], [101, true, false])
      })

      it('fail alone: what one change throws reaches its caller and undoes nothing else', async () => {
        const records = fresh()
        await records.create(record({ name: 'a' }))
        const broken = (): string => {
          throw new RangeError('no')
        }
        const [good, bad, alsoGood] = await Promise.allSettled([
          records.create(record({ name: 'b' })),
          records.update(1, broken),
          records.create(record({ name: 'c' })),
        ])
        assert.deepEqual([good?.status, bad?.status, alsoGood?.status], ['fulfilled', 'rejected', 'fulfilled'])
        assert.deepEqual(await names(records), ['a', 'b', 'c'])
      })

      it('that were removed are told from those that never were', async () => {
        const records = fresh()
        await records.create(record({}))
        assert.equal(await records.wasRemoved(1), false)
        assert.equal(await records.remove(1), true)
        assert.equal(await records.remove(1), false)
        assert.deepEqual([await records.wasRemoved(1), await records.wasRemoved(2)], [true, false])
        await records.create(record({}), { id: 1 })
        assert.equal(await records.wasRemoved(1), false)
      })

      it('are seeded with the first of those that have one id', async () => {
        const records = fresh()
        await records.seed([1, '1', 2].map((id, n) => ({ id, build: record({ name: `row ${n}` }) })))
        assert.deepEqual(await names(records), ['row 0', 'row 2'])
      })

      it('are seeded once, and never into a collection that was emptied', async () => {
        const records = fresh()
        assert.equal(
          await records.seed([{ id: 7, build: record({ name: 'a' }) }, { build: record({ name: 'b' }) }]),
          true,
        )
        assert.deepEqual(
          (await records.list({})).map(({ id }) => id),
          ['7', '8'],
        )
        assert.equal(await records.seed([{ build: record({ name: 'c' }) }]), false)
        await records.remove(7)
        await records.remove(8)
        assert.equal(await records.seed([{ build: record({ name: 'c' }) }]), false)
        assert.equal(await records.count([]), 0)
      })
    })

    describe('idempotency keys', () => {
      const once = { key: 'k', fingerprint: 'f' }

      it('create once, also when they come at once', async () => {
        const records = fresh()
        const key = { once: { key: 'at once', fingerprint: 'f' } }
        const made = await Promise.all([1, 2, 3].map((n) => records.create(record({ n }), key)))
        assert.deepEqual(
          made.map(({ kind }) => kind),
          ['created', 'repeated', 'repeated'],
        )
        assert.deepEqual(
          new Set(made.map((one) => (one.kind === 'created' || one.kind === 'repeated' ? one.stored.text : ''))),
          new Set(['{"id":1,"n":1}']),
        )
        assert.equal(await records.count([]), 1)
      })

      it('answer with what was created then, whatever became of it', async () => {
        const records = fresh()
        await records.create(record({ name: 'then' }), { once })
        await records.update(1, () => '{"id":1,"name":"now"}')
        assert.deepEqual(await records.create(record({}), { once }), {
          kind: 'repeated',
          stored: { id: '1', text: '{"id":1,"name":"then"}' },
        })
      })

      it('keep an answer with what was written, or neither', async () => {
        const records = fresh()
        const kept = { fingerprint: 'f', id: '', text: '{"paid":1}' }
        const paying = (then: () => void): Promise<void> =>
          store.transaction(async () => {
            if ((await store.answers.find('paying')) !== undefined) return
            await records.create(record({ paid: 1 }))
            await store.answers.keep('paying', kept)
            then()
          })
        const undone = paying(() => {
          throw new Error('undone')
        })
        await assert.rejects(undone, /undone/)
        assert.equal(await store.answers.find('paying'), undefined)
        await Promise.all([1, 2, 3].map(() => paying(() => undefined)))
        assert.deepEqual([await store.answers.find('paying'), await records.count([])], [kept, 1])
      })

      it('are claimed by one alone, and again when that one is through', async () => {
        const isFree = ({ id }: { readonly id: string }): boolean => id === 'free'
        const claim = () => store.answers.claim('claimed', { fingerprint: 'f', id: 'open', text: '' }, isFree)
        const won = (await Promise.all([claim(), claim(), claim()])).filter((other) => other === undefined)
        assert.equal(won.length, 1)
        await store.answers.keep('claimed', { fingerprint: 'f', id: 'free', text: '' })
        assert.deepEqual([await claim(), (await claim())?.id], [undefined, 'open'])
      })

      it('stand for one request', async () => {
        const other = await fresh().create(record({}), { once: { key: 'k', fingerprint: 'other' } })
        assert.deepEqual(other, { kind: 'mismatch' })
      })
    })

    describe('credentials', () => {
      const idsOf = (...hashes: string[]): Promise<(string | undefined)[]> =>
        Promise.all(hashes.map(async (hash) => (await store.credentials.find(hash))?.id))

      it('are found by hash until they are revoked', async () => {
        const made = await store.credentials.create({ name: 'Ann', admin: true, hashes: ['h1'], tail: 'wxyz' })
        assert.deepEqual(await store.credentials.find('h1'), made)
        assert.deepEqual([made.name, made.admin, made.tail, made.revoked], ['Ann', true, 'wxyz', undefined])
        assert.equal(await store.credentials.revoke(made.id), true)
        assert.equal(await store.credentials.revoke(made.id), false)
        assert.equal(await store.credentials.find('h1'), undefined)
        const listed = (await store.credentials.list()).find(({ id }) => id === made.id)
        assert.match(listed?.revoked ?? '', /^\d{4}-\d\d-\d\dT/)
      })

      it('are rolled: the new secret counts, the old one no longer', async () => {
        const { id } = await store.credentials.create({ name: 'Bob', admin: false, hashes: ['old'], tail: 'oooo' })
        assert.equal((await store.credentials.roll(id, { hashes: ['new'], tail: 'nnnn' }))?.tail, 'nnnn')
        assert.equal(await store.credentials.find('old'), undefined)
        assert.equal((await store.credentials.find('new'))?.id, id)
        await store.credentials.revoke(id)
        assert.equal(await store.credentials.roll(id, { hashes: ['newer'], tail: 'nnnn' }), undefined)
      })

      it('are rolled with grace: both secrets count for a while, and neither once it is revoked', async () => {
        const { id } = await store.credentials.create({ name: 'Cleo', admin: false, hashes: ['c1'], tail: 'c1' })
        await store.credentials.roll(id, { hashes: ['c2'], tail: 'c2' }, 3600)
        assert.deepEqual(await idsOf('c1', 'c2'), [id, id])
        await store.credentials.roll(id, { hashes: ['c3'], tail: 'c3' }, 0.001)
        await untilIt(async () => assert.deepEqual(await idsOf('c1', 'c2', 'c3'), [id, undefined, id]))
        await store.credentials.roll(id, { hashes: ['c4'], tail: 'c4' })
        assert.deepEqual(await idsOf('c1', 'c3', 'c4'), [undefined, undefined, id])
        await store.credentials.revoke(id)
        assert.deepEqual(await idsOf('c4'), [undefined])
      })

      it('have terms and an application, and are changed while they live', async () => {
        const terms = { readOnly: true, scopes: ['a'], rates: [{ count: 5, seconds: 60 }] }
        const made = { name: 'Dan', admin: false, hashes: ['d1'], tail: 'd1', application: 'app', terms }
        const { id } = await store.credentials.create(made)
        const listed = await store.credentials.list('app')
        assert.deepEqual(listed, [await store.credentials.find('d1')])
        assert.deepEqual([listed[0]?.readOnly, listed[0]?.scopes, listed[0]?.rates], [true, ['a'], terms.rates])
        const changed = await store.credentials.change(id, { name: 'Dot', terms: { suspended: 'now' } })
        assert.deepEqual(changed, await store.credentials.find('d1'))
        assert.deepEqual([changed?.name, changed?.readOnly, changed?.suspended], ['Dot', undefined, 'now'])
        assert.equal((await store.credentials.change(id, { admin: true }))?.suspended, 'now')
        await store.credentials.revoke(id)
        assert.equal(await store.credentials.change(id, { name: 'Del' }), undefined)
      })

      it('are seen at once by another opener of the same data', async () => {
        const other = await open()
        const { id } = await other.credentials.create({ name: 'Eve', admin: false, hashes: ['h2'], tail: 'eeee' })
        assert.equal((await store.credentials.find('h2'))?.id, id)
        await other.credentials.revoke(id)
        assert.equal(await store.credentials.find('h2'), undefined)
        await other.close()
      })
    })

    describe('transactions', () => transactionsConform(() => store, open))
    describe('tables', () => tablesConform(() => store, open))

    it('two openers write to the same data without losing anything', async () => {
      const other = await open()
      const [mine, theirs] = [store.records('shared'), other.records('shared')]
      await Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 ? mine : theirs).create(record({ n }))))
      assert.equal(await mine.count([]), 50)
      assert.equal(new Set((await theirs.list({})).map(({ id }) => id)).size, 50)
      await other.close()
    })

    it('keeps everything for the next opener', async () => {
      await store.records('kept').create(record({ name: 'kept' }))
      const other = await open()
      assert.deepEqual(await names(other.records('kept')), ['kept'])
      await other.close()
    })

    it('writes what waits before it closes', async () => {
      const other = await open()
      const made = other.records('late').create(record({ name: 'late' }))
      await other.close()
      assert.equal((await made).kind, 'created')
      assert.deepEqual(await names(store.records('late')), ['late'])
    })
  })
}
