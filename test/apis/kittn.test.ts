/** The Kittn API on the wire. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readingOf } from './folders.ts'
import { seenOf } from './seen.ts'
import { exampleOf, rightsHold } from './rights.ts'
import { serveApi, type ServedApi } from './served.ts'
import { nothingUnseen, troubles } from './troubles.ts'

const KEY = { authorization: 'meowmeowmeow' }
const ADMIN = { authorization: 'purrpurrpurr' }
const unseen = seenOf(readingOf('kittn').contract)
const JSON_TYPE = { 'content-type': 'application/json' }

describe('the Kittn API', () => {
  let server: ServedApi
  before(async () => void (server = await serveApi('kittn')))
  after(() => server.close())
  const call = (
    method: string,
    path: string,
    headers: Record<string, string> = KEY,
    body?: unknown,
  ): Promise<Response> =>
    fetch(server.address + path, {
      method,
      headers: body === undefined ? headers : { ...headers, ...JSON_TYPE },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const kittens = async (query = '', headers = KEY): Promise<string[]> =>
    ((await (await call('GET', `/api/kittens${query}`, headers)).json()) as { name: string }[]).map((one) => one.name)

  it('lists kittens that look for a home', async () => assert.deepEqual(await kittens(), ['Fluffums', 'Max']))
  it('lists cats only when asked', async () => assert.ok((await kittens('?include_cats=true')).includes('Duchess')))
  it('lists adopted ones with available=false', async () =>
    assert.ok((await kittens('?available=false')).includes('Biscuit')))
  it('lists hidden ones to administrators', async () => assert.ok((await kittens('', ADMIN)).includes('Jet')))

  it('reads one as the page shows it, and says who answered', async () => {
    const answer = await call('GET', '/api/kittens/2')
    assert.equal(answer.headers.get('kittn-answer'), 'handler')
    assert.deepEqual(await answer.json(), {
      id: 2,
      name: 'Max',
      breed: 'unknown',
      fluffiness: 5,
      cuteness: 10,
      species: 'kitten',
      adopted: false,
    })
  })

  it('keeps hidden kittens from ordinary keys in every way', async () => {
    for (const [method, body] of [['GET'], ['PATCH', { cuteness: 1 }], ['DELETE']] as const)
      assert.equal((await call(method, '/api/kittens/5', KEY, body)).status, 403, method)
    const seen = (await (await call('GET', '/api/kittens/5', ADMIN)).json()) as object
    assert.equal('hidden' in seen, false, 'what the page does not show does not leave')
  })

  it('creates, updates and deletes; a deleted one is gone', async () => {
    const made = await call('POST', '/api/kittens', KEY, {
      name: 'Tapioca',
      breed: 'siamese',
      fluffiness: 4,
      cuteness: 9,
    })
    assert.equal(made.status, 201)
    const kitten = (await made.json()) as { id: number; species: string }
    assert.equal(kitten.species, 'kitten', 'defaults of the page are stored')
    const path = `/api/kittens/${kitten.id}`
    assert.equal(
      ((await (await call('PATCH', path, KEY, { adopted: true })).json()) as { adopted: boolean }).adopted,
      true,
    )
    assert.deepEqual(await (await call('DELETE', path)).json(), { id: kitten.id, deleted: ':(' })
    assert.equal((await call('GET', path)).status, 410)
    assert.equal((await call('DELETE', path)).status, 410)
  })

  const errors: readonly [string, number, () => Promise<Response>][] = [
    ['no key', 401, () => call('GET', '/api/kittens', {})],
    ['a wrong key', 401, () => call('GET', '/api/kittens', { authorization: 'woof' })],
    ['an unknown id', 404, () => call('GET', '/api/kittens/99')],
    ['a wrong path', 404, () => call('GET', '/api/puppies')],
    ['a wrong method', 405, () => call('PUT', '/api/kittens', KEY, {})],
    ['a bad query', 400, () => call('GET', '/api/kittens?available=perhaps')],
    ['an id that is none', 400, () => call('GET', '/api/kittens/max')],
    ['a missing field', 400, () => call('POST', '/api/kittens', KEY, { breed: 'siamese' })],
    ['a value out of bounds', 400, () => call('POST', '/api/kittens', KEY, { name: 'Tapioca', fluffiness: 11 })],
    ['a teapot', 418, () => call('PATCH', '/api/kittens/2', KEY, { breed: 'teapot' })],
    ['another format', 406, () => call('GET', '/api/kittens', { ...KEY, accept: 'text/csv' })],
  ]
  for (const [what, status, ask] of errors)
    it(`answers ${what} with ${status} in the page's shape`, async () => {
      const answer = await ask()
      const { error } = (await answer.json()) as { error: { status: number; code: string; message: string } }
      assert.equal(answer.status, status)
      assert.deepEqual(Object.keys(error), ['status', 'code', 'message'])
      assert.equal(error.status, status)
      assert.ok(error.message.length > 10)
    })

  rightsHold('kittn', async (operation, caller) => {
    const id = caller.includes('hidden') ? 5 : caller === 'an administrator' ? 2 : 1
    const headers = caller === 'anybody' ? {} : caller === 'an administrator' ? ADMIN : KEY
    return (await call(operation.method, operation.path.replace('{id}', String(id)), headers, exampleOf(operation)))
      .status
  })

  it('names the other methods with 405', async () =>
    assert.match((await call('PUT', '/api/kittens', KEY, {})).headers.get('allow') ?? '', /GET.*POST/))
})

troubles({
  name: 'kittn',
  headers: KEY,
  shown: ({ key = '' }) => ({ authorization: key }),
  read: 'GET /api/kittens',
  write: ['PATCH /api/kittens/2', { cuteness: 9 }],
})

nothingUnseen(unseen)
