/** Limits over a socket: those of the page, and those of the operator. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryCluster } from '../../src/cluster/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { Limit, Limits } from '../../src/model/limits.ts'
import { contract, free, operation, SPAN } from '../model/contracts.ts'
import { ADMIN, KEY, serve, type Served } from '../serve/served.ts'
import { ERRORS, SECURITY } from '../serve/kittens.ts'

const rate = (count: number, more: Partial<Limit> = {}): Limit => ({
  count,
  seconds: 60,
  per: 'caller',
  plan: undefined,
  operations: undefined,
  span: SPAN,
  ...more,
})

const page = (rates: readonly Limit[], headers?: Limits['headers']): Contract =>
  contract(
    [
      operation('GET /cats', { answer: [] }),
      operation('GET /dogs', { answer: [] }),
      free(operation('GET /open', { answer: [] })),
    ],
    { security: [[SECURITY]], errors: ERRORS, limits: { rates, headers } },
  )

/** The clock of the cluster stands still unless it is moved. */
async function limited(
  of: Contract,
  use: (served: Served, wait: (seconds: number) => void) => Promise<void>,
): Promise<void> {
  let now = 1_700_000_000_000
  const served = await serve(of, { options: { cluster: memoryCluster(() => now), trustProxy: true } })
  await use(served, (seconds) => void (now += seconds * 1000))
  await served.close()
}

describe('a limit', () => {
  it('refuses what is too much, in the shape of the page, and says when to come again', () =>
    limited(page([rate(2)]), async ({ ask }, wait) => {
      assert.deepEqual([(await ask('GET /cats')).status, (await ask('GET /dogs')).status], [200, 200])
      wait(18)
      const refused = await ask('GET /cats')
      assert.equal(refused.status, 429)
      assert.equal(refused.headers.get('retry-after'), '42')
      assert.deepEqual(Object.keys(refused.json() as object), Object.keys(ERRORS.example?.body as object))
      wait(42)
      assert.equal((await ask('GET /cats')).status, 200)
    }))

  it('ends guesses at keys: right ones count no more than wrong ones, but for those who were let in before', () =>
    limited(page([]), async ({ ask }, wait) => {
      const status = async (authorization: string, path = 'cats'): Promise<number> =>
        (await ask(`GET /${path}`, { headers: { authorization, 'x-forwarded-for': '192.0.2.1' } })).status
      assert.deepEqual([await status('guess'), await status('meow')], [401, 200])
      const guesses = await Promise.all(Array.from({ length: 100 }, (_, n) => status(`guess ${n}`)))
      assert.deepEqual([guesses.filter((one) => one === 401).length, guesses.at(-1)], [99, 429])
      assert.deepEqual([await status('meow'), await status('purr'), await status('purr', 'open')], [200, 429, 429])
      assert.equal(await status('', 'open'), 200)
      wait(60)
      assert.equal(await status('guess'), 401)
    }))

  it('does not end guesses from the machine itself', () =>
    limited(page([]), async ({ ask }) => {
      const guesses = Array.from({ length: 120 }, (_, n) =>
        ask('GET /cats', { headers: { authorization: `guess ${n}` } }),
      )
      assert.deepEqual(new Set((await Promise.all(guesses)).map(({ status }) => status)), new Set([401]))
    }))

  it('counts each caller alone, and strangers by their address', () =>
    limited(page([rate(1)]), async ({ ask }) => {
      assert.equal((await ask('GET /cats', { headers: KEY })).status, 200)
      assert.equal((await ask('GET /cats', { headers: ADMIN })).status, 200)
      assert.equal((await ask('GET /cats', { headers: KEY })).status, 429)
      assert.equal((await ask('GET /open', { headers: { authorization: '' } })).status, 200)
      assert.equal((await ask('GET /open', { headers: { authorization: '' } })).status, 429)
    }))

  it('believes what a proxy says of addresses only where that is trusted, and of it the last', async () => {
    const asks = async (trustProxy: boolean): Promise<number[]> => {
      const served = await serve(page([rate(1)]), { options: { trustProxy } })
      const from = ['192.0.2.1', '192.0.2.2', '192.0.2.3, 192.0.2.2']
      const found: number[] = []
      for (const address of from)
        found.push((await served.ask('GET /open', { headers: { 'x-forwarded-for': address } })).status)
      await served.close()
      return found
    }
    assert.deepEqual(await asks(true), [200, 200, 429])
    assert.deepEqual(await asks(false), [200, 429, 429])
  })

  it('by address counts all callers there together', () =>
    limited(page([rate(1, { per: 'address' })]), async ({ ask }) => {
      assert.equal((await ask('GET /cats', { headers: KEY })).status, 200)
      assert.equal((await ask('GET /cats', { headers: ADMIN })).status, 429)
    }))

  it('of one operation leaves the others alone', () =>
    limited(page([rate(1, { operations: ['GET /cats'] })]), async ({ ask }) => {
      await ask('GET /cats')
      assert.equal((await ask('GET /cats')).status, 429)
      const other = await ask('GET /dogs')
      assert.deepEqual([other.status, other.headers.get('ratelimit')], [200, null])
    }))

  it('of plans is the most generous one', () =>
    limited(page([rate(1, { plan: 'Zoo' }), rate(3, { plan: 'Safari' })]), async ({ ask }) => {
      const answer = await ask('GET /cats')
      assert.equal(answer.headers.get('ratelimit'), '"caller-60s";r=2;t=60')
    }))

  it('is told in the headers of the IETF draft, all of several', () =>
    limited(page([rate(10), rate(2, { seconds: 1 })]), async ({ ask }) => {
      const { headers } = await ask('GET /cats')
      assert.equal(headers.get('ratelimit-policy'), '"caller-60s";q=10;w=60, "caller-1s";q=2;w=1')
      assert.equal(headers.get('ratelimit'), '"caller-60s";r=9;t=60, "caller-1s";r=1;t=1')
    }))

  it('is told in the headers that the page names instead, on refusals too', () => {
    const names = { limit: 'X-Rate-Limit', remaining: 'X-Rate-Left', reset: 'X-Rate-Reset', absolute: false }
    return limited(page([rate(1)], names), async ({ ask }) => {
      const told = (headers: Headers) =>
        ['x-rate-limit', 'x-rate-left', 'x-rate-reset', 'ratelimit'].map((name) => headers.get(name))
      assert.deepEqual(told((await ask('GET /cats')).headers), ['1', '0', '60', null])
      assert.deepEqual(told((await ask('GET /cats')).headers), ['1', '0', '60', null])
    })
  })

  it('of the operator is added to those of the page; without either nothing is counted', async () => {
    const served = await serve(page([]), { limits: [{ count: 1, seconds: 60 }] })
    assert.deepEqual([(await served.ask('GET /cats')).status, (await served.ask('GET /cats')).status], [200, 429])
    await served.close()
    await limited(page([]), async ({ ask }) => assert.equal((await ask('GET /cats')).headers.get('ratelimit'), null))
  })
})
