/** Trouble on purpose: late answers and errors of the page, and a header that says so. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chaosOf, latencyOf } from '../../src/cli/trouble.ts'
import { createServer } from '../../src/serve/index.ts'
import { openStore } from '../../src/store/index.ts'
import { KITTENS } from '../serve/kittens.ts'
import { ask, KEY, type Answer } from '../serve/served.ts'
import { folder } from '../store/folder.ts'
import type { Trouble } from '../../src/serve/index.ts'

async function troubled(
  trouble: Trouble,
  use: (get: (headers?: Record<string, string>) => Promise<Answer>) => Promise<void>,
) {
  const place = folder()
  const store = openStore(place.file('kittn.sqlite'))
  const api = { name: 'test', prefix: '', contract: KITTENS, behaviour: {}, store, files: new Map(), trouble }
  const server = await createServer([{ ...api, demo: [{ key: 'meow', admin: false }] }])
  const address = await server.listen(0)
  await use((headers = {}) => ask(address, 'GET /api/kittens/2', { headers: { ...KEY, ...headers } }))
  await server.close()
  await store.close()
  place.remove()
}

describe('trouble', () => {
  it('is an error of the page that comes and goes, in its shape, and says that it was made', () =>
    troubled({ chaos: 1 }, async (get) => {
      const answer = await get()
      assert.deepEqual([answer.status, answer.headers.get('kittn-trouble')], [500, '500'])
      assert.deepEqual(answer.json(), {
        error: { status: 500, code: 'internal_server_error', message: 'Something broke on our side.' },
      })
    }))

  it('is any error that the caller asks for', () =>
    troubled({}, async (get) => {
      assert.equal((await get()).status, 200)
      const busy = await get({ 'kittn-trouble': '503' })
      assert.deepEqual([busy.status, busy.headers.get('retry-after')], [503, '1'])
      assert.equal((await get({ 'kittn-trouble': '404' })).status, 404)
      assert.equal((await get({ 'kittn-trouble': 'yes' })).status, 400)
    }))

  it('is late', () =>
    troubled({ latency: [60, 80] }, async (get) => {
      const began = performance.now()
      assert.equal((await get()).status, 200)
      assert.ok(performance.now() - began >= 59)
    }))

  it('is told in times and shares', () => {
    assert.deepEqual(['200', '200ms', '1.5s', '100-500', '1-2s'].map(latencyOf), [
      [200, 200],
      [200, 200],
      [1500, 1500],
      [100, 500],
      [1000, 2000],
    ])
    assert.deepEqual(['5%', '0.25', '100%'].map(chaosOf), [0.05, 0.25, 1])
    for (const text of ['', 'soon', '5-1', '90s', '-1']) assert.throws(() => latencyOf(text), /a latency is/)
    for (const text of ['', '101%', '2', 'all']) assert.throws(() => chaosOf(text), /a share is/)
  })
})
