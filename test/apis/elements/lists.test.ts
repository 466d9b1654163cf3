/** Lists that are made of much more than a page has: they go on where they were left, and hold no more than they need. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { cardsCrm, type Card } from '../../../apis/elements/connectors/cards.ts'
import type { Wanted } from '../../../apis/elements/connectors/crm.ts'
import { newCard } from '../../../apis/elements/connectors/vcard.ts'
import { localFolder } from '../../../apis/elements/connectors/localfolder.ts'
import { below } from '../../../apis/elements/hubs/documents/work.ts'

const FOLDERS = ['a', 'a/b', 'a/b/c', 'a/bb', 'a b', 'a!', 'a!/b', 'aa', 'a-b/c', 'A', 'é/a']

describe('a walk through folders', () => {
  it('goes on behind any place, and misses and repeats nothing', async () => {
    const root = mkdtempSync(join(tmpdir(), 'kittn-below-'))
    for (const one of FOLDERS) mkdirSync(join(root, one), { recursive: true })
    const walk = async (after?: string): Promise<string[]> =>
      (await Array.fromAsync(below(localFolder(root), '/', after))).map(({ path }) => path)
    const all = await walk()
    assert.equal(new Set(all).size, 13)
    for (const [at, path] of all.entries()) assert.deepEqual(await walk(path), all.slice(at + 1), path)
    rmSync(root, { recursive: true })
  })
})

describe('a list of many cards', () => {
  const ids = Array.from({ length: 500 }, (_, at) => `card-${String(at).padStart(3, '0')}`)
  let read: number[] = []
  const never = (): Promise<never> => assert.fail('a list only reads')
  const crm = cardsCrm({
    ping: never,
    get: never,
    put: never,
    remove: never,
    ids: async () => ids.toReversed(),
    async some(wanted) {
      read.push(wanted.length)
      return wanted.map((id): Card => ({ id, text: newCard('contacts', id, { lastName: id }), version: '' }))
    },
  })
  const list = async (wanted: Partial<Wanted>): Promise<readonly [first: string | undefined, read: number[]]> => {
    read = []
    const [order, at] = [
      { field: 'id', descending: false },
      { where: undefined, after: undefined, skip: 0 },
    ]
    const { records } = await crm.list('contacts', { order, ...at, limit: 10, counted: false, ...wanted })
    return [records[0]?.id, read]
  }
  const all = Array.from({ length: 10 }, () => 50)

  it('by id is read as far as its page goes', async () => {
    assert.deepEqual(await list({}), ['card-000', [50]])
    assert.deepEqual(await list({ after: { value: 'card-399', id: 'card-399' } }), ['card-400', [50]])
    assert.deepEqual(await list({ order: { field: 'id', descending: true } }), ['card-499', [50]])
  })

  it('in another order, or counted, is read to its end, a few cards at a time', async () => {
    assert.deepEqual(await list({ order: { field: 'lastName', descending: true } }), ['card-499', all])
    assert.deepEqual(await list({ counted: true }), ['card-000', all])
  })
})
