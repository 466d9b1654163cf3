/** What operators ask the server: /healthz, /readyz and /metrics. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { secretHash } from '../../src/auth/index.ts'
import { contract, operation } from '../model/contracts.ts'
import { KITTENS } from '../serve/kittens.ts'
import { serve, type Served } from '../serve/served.ts'

describe('the server', () => {
  let served: Served
  before(async () => void (served = await serve(KITTENS)))
  after(() => served.close())
  const get = (path: string, headers: Record<string, string> = {}) => served.ask(`GET ${path}`, { headers })

  it('lives, and takes requests', async () => {
    assert.deepEqual([(await get('/healthz')).text, (await get('/readyz')).text], ['ok\n', 'ready\n'])
  })

  it('is not ready when its store does not answer', async () => {
    const broken = await serve(KITTENS)
    await broken.store.close()
    assert.equal((await broken.ask('GET /readyz', { headers: {} })).status, 503)
    assert.equal((await broken.ask('GET /healthz', { headers: {} })).status, 200)
    await broken.close()
  })

  it('counts requests by operation and status, and how long they took', async () => {
    await served.ask('GET /api/kittens/2')
    await served.ask('GET /api/kittens/99')
    await served.ask('GET /nowhere')
    const { text, headers } = await get('/metrics')
    assert.equal(headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
    const labels = 'api="test",operation="GET /api/kittens/{id}"'
    assert.ok(text.includes(`kittn_requests_total{${labels},status="200"} 1\n`), text)
    assert.ok(text.includes(`kittn_requests_total{${labels},status="404"} 1\n`))
    assert.ok(text.includes(`kittn_request_seconds_count{${labels}} 2\n`))
    assert.ok(text.includes(`kittn_request_seconds_bucket{${labels},le="+Inf"} 2\n`))
    assert.match(text, /^kittn_requests_in_flight 1$/m)
    for (const line of text.trimEnd().split('\n'))
      assert.match(line, /^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="(?:[^"\\]|\\.)*",?)+\})? [\d.e+-]+)$/)
  })

  it('shows its counts to the machine itself and to administrators only', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.7' }
    assert.equal((await get('/metrics', proxied)).status, 401)
    const make = (admin: boolean, secret: string) =>
      served.store.credentials.create({ name: 'k', admin, hashes: [secretHash(secret)], tail: 'tail' })
    await Promise.all([make(true, 'operator'), make(false, 'anybody')])
    assert.equal((await get('/metrics', { ...proxied, authorization: 'Bearer anybody' })).status, 401)
    assert.equal((await get('/metrics', { ...proxied, authorization: 'Bearer operator' })).status, 200)
  })

  it('lets the page have these addresses where it describes them', async () => {
    const page = contract([operation('GET /metrics', { answer: [{ cpu: 1 }], security: [] })])
    const other = await serve(page)
    assert.deepEqual((await other.ask('GET /metrics')).json(), [{ cpu: 1 }])
    await other.close()
  })
})
