/** Keys that are made and rolled: api.ts hears of each, in the same step. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { keyMaker, type AnyBehaviour } from '../../src/serve/index.ts'
import { openStore } from '../../src/store/index.ts'
import { readingOf } from '../apis/folders.ts'

describe('keyMade', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kittn-keys-'))
  const store = openStore(join(folder, 'kittn.sqlite'))
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const { contract } = readingOf('kittn')

  it('hears of the values of a key, and of how long those before still count', async () => {
    const heard: unknown[] = []
    const maker = keyMaker(store, contract, { keyMade: async (key) => heard.push(key) })
    const made = await maker.create({ name: 'Mine', admin: false })
    const rolled = await maker.roll(made.credential.id, 60)
    const { id } = made.credential
    assert.deepEqual(
      heard,
      [
        [made, 0],
        [rolled, 60],
      ].map(([one, grace]) => ({ id, name: 'Mine', values: valuesOf(one as typeof made), grace })),
    )
    assert.equal(await maker.roll('nobody'), undefined)
    assert.equal(heard.length, 2)
  })

  it('that refuses leaves no key', async () => {
    const count = (await store.credentials.list()).length
    const refusing: AnyBehaviour = { keyMade: () => Promise.reject(new Error('no')) }
    await assert.rejects(keyMaker(store, contract, refusing).create({ name: 'Mine', admin: false }), /no/)
    assert.equal((await store.credentials.list()).length, count)
  })
})

function valuesOf({ issued }: Awaited<ReturnType<ReturnType<typeof keyMaker>['create']>>): Record<string, string> {
  return Object.fromEntries(issued.values.map(({ name, value }) => [name, value]))
}
