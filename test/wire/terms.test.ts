/** Keys with terms: what they may do, and how often. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { secretHash } from '../../src/auth/index.ts'
import { defineApi } from '../../src/serve/index.ts'
import type { Terms } from '../../src/store/index.ts'
import { SPAN } from '../model/contracts.ts'
import { KITTENS } from '../serve/kittens.ts'
import { serve, type Served } from '../serve/served.ts'

const SCOPES = defineApi({ operations: { 'GET /api/kittens': ({ caller }) => onlyKittens(caller.scopes) } })

function onlyKittens(scopes: readonly string[] | undefined): never[] {
  assert.deepEqual(scopes, ['kittens'])
  return []
}

/** Kittens that are changed by those with the scope for it alone. */
const SCOPED = {
  ...KITTENS,
  operations: KITTENS.operations.map((one) => (one.method === 'PATCH' ? { ...one, scopes: ['kittens:write'] } : one)),
}

describe('the terms of a key', () => {
  let served: Served
  before(async () => void (served = await serve(SCOPED, { limits: [{ count: 2, seconds: 3600 }] })))
  after(() => served.close())
  const ask = async (secret: string, request = 'GET /api/kittens') =>
    served.ask(request, { headers: { authorization: secret }, ...(request.startsWith('P') ? { body: {} } : {}) })
  const key = (secret: string, terms: Terms) =>
    served.store.credentials.create({ name: 'k', admin: false, hashes: [secretHash(secret)], tail: '', terms })

  it('may let it read only', async () => {
    await key('reader', { readOnly: true })
    assert.equal((await ask('reader')).status, 200)
    const refused = await ask('reader', 'POST /api/kittens')
    assert.equal(refused.status, 403)
    assert.match(refused.text, /This key may only read\./)
  })

  it('may name its scopes, and what asks for others is refused', async () => {
    await key('scoped', { scopes: ['kittens:read'] })
    await key('writing', { scopes: ['kittens:read', 'kittens:write'] })
    const refused = await ask('scoped', 'PATCH /api/kittens/1')
    assert.equal(refused.status, 403)
    assert.match(refused.text, /This needs the scope kittens:write, which your key does not have\./)
    assert.match(refused.headers.get('www-authenticate') ?? '', /insufficient_scope.*scope="kittens:write"/)
    assert.deepEqual([(await ask('scoped')).status, (await ask('writing', 'PATCH /api/kittens/1')).status], [200, 200])
  })

  it('may suspend it, and end that, at once', async () => {
    const { id } = await key('late', { suspended: '2026-01-01' })
    const refused = await ask('late')
    assert.equal(refused.status, 403)
    assert.match(refused.text, /This key is suspended\./)
    await served.store.credentials.change(id, { terms: {} })
    assert.equal((await ask('late')).status, 200)
  })

  it('is suspended with the status for which the page says so', async () => {
    const codes = [{ status: 402, name: 'Payment Required', meaning: 'Your account is suspended.', span: SPAN }]
    const page = { ...KITTENS, errors: { ...KITTENS.errors, codes: [...KITTENS.errors.codes, ...codes] } }
    const paying = await serve(page)
    const hashes = [secretHash('late')]
    const terms = { suspended: '2026-01-01' }
    await paying.store.credentials.create({ name: 'k', admin: false, hashes, tail: '', terms })
    const refused = await paying.ask('GET /api/kittens', { headers: { authorization: 'late' } })
    assert.equal(refused.status, 402)
    assert.match(refused.text, /Your account is suspended\./)
    await paying.close()
  })

  it('may say how often it calls, in place of what goes for everybody', async () => {
    await key('once', { rates: [{ count: 1, seconds: 3600 }] })
    await key('often', { rates: [{ count: 4, seconds: 3600 }] })
    const statuses = async (secret: string) => [
      (await ask(secret)).status,
      (await ask(secret)).status,
      (await ask(secret)).status,
    ]
    await key('usual', {})
    assert.deepEqual(await statuses('once'), [200, 429, 429])
    assert.deepEqual(await statuses('often'), [200, 200, 200])
    assert.deepEqual(await statuses('usual'), [200, 200, 429])
  })

  it('tell handlers its scopes', async () => {
    const scoped = await serve(KITTENS, { behaviour: SCOPES })
    await scoped.store.credentials.create({
      name: 'k',
      admin: false,
      hashes: [secretHash('scoped')],
      tail: '',
      terms: { scopes: ['kittens'] },
    })
    assert.equal((await scoped.ask('GET /api/kittens', { headers: { authorization: 'scoped' } })).status, 200)
    await scoped.close()
  })
})
