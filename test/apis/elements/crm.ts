/** What every connector of the CRM hub does, whatever lies behind it: one suite, real services. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Comparison, Condition } from '../../../apis/elements/ceql/condition.ts'
import type { Crm, CrmRecord, Place, Wanted } from '../../../apis/elements/connectors/crm.ts'
import { OBJECTS } from '../../../apis/elements/connectors/crm.ts'
import { select } from '../../../apis/elements/connectors/select.ts'
import { refuses } from './refuses.ts'
import type { CrmRunning, CrmWay } from './crm-ways.ts'

const WANTED: Wanted = {
  where: undefined,
  order: { field: 'id', descending: false },
  after: undefined,
  skip: 0,
  limit: 1000,
  counted: false,
}

const HOSTILE = [
  "Robert'); DROP TABLE contacts;--",
  'BEGIN:VCARD\nFN:Mallory\nEND:VCARD',
  'semi;colon, comma: colon \\ backslash',
  'Zoë 世界 😀',
  '<script>alert(1)</script>&amp;',
  'x'.repeat(90),
  '%_%',
]

export function crmOver({ name, start }: CrmWay): void {
  describe(`a CRM over ${name}`, () => {
    let running: CrmRunning
    let crm: Crm
    before(async () => {
      running = await start()
      crm = running.crm
    })
    after(() => running.end?.())

    const contacts = async (wanted: Partial<Wanted> = {}) => crm.list('contacts', { ...WANTED, ...wanted })
    const empty = async (): Promise<void> => {
      for (const { id } of (await contacts()).records) await crm.remove('contacts', id)
    }

    it('answers to a ping', () => crm.ping())

    it('creates, reads, changes and removes a contact', async () => {
      const ada = await crm.create('contacts', { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' })
      assert.deepEqual({ ...ada }, { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', id: ada.id })
      assert.deepEqual(defined(await crm.get('contacts', ada.id)), defined(ada))
      const changed = await crm.update('contacts', ada.id, { title: 'Countess', email: undefined })
      assert.deepEqual(defined(changed), { id: ada.id, firstName: 'Ada', lastName: 'Lovelace', title: 'Countess' })
      assert.deepEqual(defined(await crm.get('contacts', ada.id)), defined(changed))
      assert.equal(await crm.remove('contacts', ada.id), true)
      assert.equal(await crm.get('contacts', ada.id), undefined)
      assert.equal(await crm.remove('contacts', ada.id), false)
      assert.equal(await crm.update('contacts', ada.id, { title: 'x' }), undefined)
    })

    it('tells which fields there are, and what the service calls them', async () => {
      for (const object of ['contacts', 'accounts'] as const) {
        const fields = await crm.fields(object)
        assert.deepEqual(fields.map(({ path }) => path).toSorted(), ['id', ...OBJECTS[object]].toSorted())
        assert.ok(fields.every(({ vendorPath }) => vendorPath !== ''))
      }
    })

    it('keeps accounts apart from contacts', async () => {
      const engines = await crm.create('accounts', { name: 'Analytical Engines', website: 'https://engines.example' })
      assert.deepEqual(defined(await crm.get('accounts', engines.id)), {
        id: engines.id,
        name: 'Analytical Engines',
        website: 'https://engines.example',
      })
      assert.equal(await crm.get('contacts', engines.id), undefined)
      const found = await crm.list('accounts', WANTED)
      assert.deepEqual(
        found.records.map((one) => one.id),
        [engines.id],
      )
      assert.equal(await crm.remove('accounts', engines.id), true)
    })

    it('keeps texts as they are, the strangest too', async () => {
      for (const text of HOSTILE) {
        const { id } = await crm.create('contacts', { lastName: text, title: text })
        const found = await crm.get('contacts', id)
        assert.deepEqual([found?.['lastName'], found?.['title']], [text, text])
        const where: Condition = { kind: 'compare', field: 'lastName', by: '=', value: text }
        assert.deepEqual(
          (await contacts({ where })).records.map((one) => one.id),
          [id],
        )
      }
      await empty()
    })

    it('knows no ids that lead elsewhere', async () => {
      for (const id of ['nobody', '..', '../contacts', '.', "1' or '1'='1", '%2e%2e', '999999999999999999999'])
        assert.equal(await crm.get('contacts', id), undefined, id)
    })

    it('finds, sorts, counts and pages as one would in memory', async () => {
      for (let i = 0; i < 12; i++) await crm.create('contacts', person(i))
      const all = (await contacts()).records
      assert.equal(all.length, 12)
      await fc.assert(
        fc.asyncProperty(wanted(), async (query) => {
          const [real, model] = [await contacts(query), await select(one(all), query)]
          assert.deepEqual(real.records.map(defined), model.records.map(defined))
          assert.deepEqual([real.more, real.total], [model.more, model.total])
        }),
        { numRuns: 60 },
      )
      const [pages, seen]: [number[], CrmRecord[]] = [[], []]
      for (let after: Place | undefined, more = true; more;) {
        const found = await contacts({ order: { field: 'lastName', descending: true }, after, limit: 5 })
        pages.push(found.records.length)
        seen.push(...found.records)
        const last = found.records.at(-1)
        after = last && { value: last['lastName'] ?? '', id: last.id }
        more = found.more
      }
      assert.deepEqual([pages, new Set(seen.map((one) => one.id)).size], [[5, 5, 2], 12])
      await empty()
    })

    it('says so where the rights do not suffice', async () => {
      await refuses('denied', running.powerless.create('accounts', { name: 'Mine' }))
    })

    it('says that nobody answers, and goes on when the service is back', async () => {
      const { id } = await crm.create('contacts', { lastName: 'Steady' })
      await running.down()
      await refuses('unreachable', crm.list('contacts', WANTED))
      await running.up()
      assert.equal((await crm.get('contacts', id))?.['lastName'], 'Steady')
    })
  })
}

async function* one<T>(batch: T): AsyncGenerator<T> {
  yield batch
}

/** Fields that are there. */
function defined(record: CrmRecord | undefined): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined))
}

function person(i: number): Record<string, string> {
  const lastName = ['Lovelace', 'Turing', 'Hopper', 'lovelace', 'Ößler'][i % 5] ?? ''
  return { lastName, ...(i % 3 === 0 ? {} : { phone: String(i * 7) }), ...(i % 2 === 0 ? { firstName: `A${i}` } : {}) }
}

function wanted(): fc.Arbitrary<Wanted> {
  const field = fc.constantFrom('lastName', 'firstName', 'phone', 'title')
  const value = fc.constantFrom('Lovelace', 'lovelace', 'Turing', 'A2', '7', '14', '', 'z', "'")
  const by = fc.constantFrom<Comparison>('=', '!=', '<', '<=', '>', '>=')
  const leaf = fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), field, by, value }),
    fc.record({
      kind: fc.constant('like' as const),
      field,
      pattern: fc.constantFrom('%', 'L%', '%e', '_o%', '%', '\\'),
    }),
    fc.record({ kind: fc.constant('in' as const), field, values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('empty' as const), field }),
  )
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ kind: fc.constant('not' as const), inner: tie('condition') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        sides: fc.tuple(tie('condition'), tie('condition')),
      }),
    ),
  }))
  return fc.record({
    where: fc.option(condition, { nil: undefined }),
    order: fc.record({ field, descending: fc.boolean() }),
    after: fc.constant(undefined),
    skip: fc.integer({ min: 0, max: 4 }),
    limit: fc.integer({ min: 1, max: 13 }),
    counted: fc.boolean(),
  })
}
