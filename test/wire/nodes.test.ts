/** Two processes on one database: each may end at any moment, and nobody loses what was acknowledged. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serveByTwo, type Nodes } from '../serve/nodes.ts'
import { ask } from '../serve/served.ts'

describe('two processes on one database', () => {
  let both: Nodes
  before(async () => void (both = await serveByTwo()))
  after(() => both.close())

  it('see at once what the other did', async () => {
    const [one, two] = both.nodes
    const made = await ask(one?.address ?? '', 'POST /api/kittens', { body: { name: 'Seen' } })
    const { id } = made.json() as { id: number }
    assert.equal((await ask(two?.address ?? '', `GET /api/kittens/${id}`)).text, made.text)
    assert.equal((await ask(two?.address ?? '', `DELETE /api/kittens/${id}`)).status, 200)
    assert.equal((await ask(one?.address ?? '', `GET /api/kittens/${id}`)).status, 410)
  })

  it('share keys: one that is revoked is refused by both at once', async () => {
    const { id } = await both.store.credentials.create({
      name: 'Ann',
      admin: false,
      hashes: [(await import('../../src/auth/index.ts')).secretHash('a-key-of-ann')],
      tail: 'ann',
    })
    const asked = { headers: { authorization: 'a-key-of-ann' } }
    const statuses = async (): Promise<readonly number[]> =>
      Promise.all(both.nodes.map(async ({ address }) => (await ask(address, 'GET /api/kittens', asked)).status))
    assert.deepEqual(await statuses(), [200, 200])
    await both.store.credentials.revoke(id)
    assert.deepEqual(await statuses(), [401, 401])
  })

  it('create once for one Idempotency-Key, whichever hears of it', async () => {
    const asked = { body: { name: 'Once' }, headers: { authorization: 'meow', 'idempotency-key': 'k-1' } }
    const made = await Promise.all(
      [0, 1, 0, 1].map((n) => ask(both.nodes[n]?.address ?? '', 'POST /api/kittens', asked)),
    )
    assert.equal(new Set(made.map(({ text }) => text)).size, 1)
  })

  it('may be killed at any time: the other goes on, and all that was acknowledged is there', async () => {
    const ids: number[] = []
    const others: unknown[] = []
    const create = async (name: string): Promise<void> => {
      // Whoever talks to a process that is killed hears nothing.
      const made = await both.ask('POST /api/kittens', { body: { name } }).catch(() => undefined)
      if (made?.status === 201) ids.push((made.json() as { id: number }).id)
      else if (made !== undefined) others.push(made.text)
    }
    const creating = Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        for (let i = 0; i < 15; i++) await create(`k${n}-${i}`)
      }),
    )
    await both.nodes[0]?.kill('SIGKILL')
    await creating
    for (let i = 0; i < 10; i++) await create(`later ${i}`)
    assert.deepEqual(others, [])
    assert.ok(ids.length > 50, `${ids.length} were acknowledged`)
    assert.equal(new Set(ids).size, ids.length)
    const there = new Set((await both.store.records('kittens').list({})).map(({ id }) => Number(id)))
    assert.deepEqual(
      ids.filter((id) => !there.has(id)),
      [],
    )
    await both.replace(0)
    assert.equal((await ask(both.nodes[0]?.address ?? '', `GET /api/kittens/${ids[0]}`)).status, 200)
  })
})
