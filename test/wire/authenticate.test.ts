/** APIs that mint their own tokens: `authenticate` of api.ts. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { defineApi, fail, type ShownBy } from '../../src/serve/index.ts'
import { partHash } from '../../src/auth/index.ts'
import { contract, free, operation, SPAN } from '../model/contracts.ts'
import { ERRORS } from '../serve/kittens.ts'
import { ADMIN, serve, type Served } from '../serve/served.ts'

interface Zoo {
  operations: {
    'GET /me': { path: {}; query: {}; headers: {}; body: undefined; answer: { id: string; keeper?: number } }
    'GET /api/{token}/cages': { path: { token: string }; query: {}; headers: {}; body: undefined; answer: unknown }
    'GET /open': { path: {}; query: {}; headers: {}; body: undefined; answer: { id: string } }
    'GET /whose': { path: {}; query: {}; headers: {}; body: undefined; answer: { id: string } }
  }
  records: {}
}
type Keeper = { readonly number: number }

const PAGE = contract(
  [
    operation('GET /me', { answer: { id: 'a', keeper: 1 } }),
    operation('GET /api/{token}/cages', { answer: [] }),
    free(operation('GET /open', { answer: { id: 'a' } })),
    operation('GET /whose', { answer: { id: 'a' } }),
  ],
  {
    errors: ERRORS,
    security: [
      [{ kind: 'key', in: 'header', name: 'Authorization', prefix: 'Token', examples: [], span: SPAN }],
      [{ kind: 'basic', examples: [], span: SPAN }],
      [{ kind: 'key', in: 'header', name: 'X-Api-Key', prefix: undefined, examples: [], span: SPAN }],
    ],
  },
)

let shown: ShownBy | undefined
const issued = { tail: 'cret', hashes: [partHash('username', 'shop'), partHash('password', 'secret')] }
const API = defineApi<Zoo & { caller: Keeper }>({
  async authenticate(what, { store, keyOf }) {
    shown = what
    if (what.asked === 'GET /whose') return { id: 'whoever', name: (await keyOf(what.credentials))?.name ?? '' }
    assert.ok(store)
    const token = what.credentials['token'] ?? what.path['token'] ?? what.headers['authorization']
    if (token === 'suspended') fail(403, 'You are suspended.')
    if (token === 'stale') fail(401)
    return token === 'minted' ? { id: 'k7', name: 'Ada', data: { number: 7 } } : undefined
  },
  operations: {
    'GET /me': ({ caller }) => {
      const number: number | undefined = caller.data?.number
      return number === undefined ? { id: caller.id } : { id: caller.id, keeper: number }
    },
    'GET /api/{token}/cages': () => [],
    'GET /open': ({ caller }) => ({ id: caller.id }),
    'GET /whose': ({ caller }) => ({ id: caller.name }),
  },
})

describe('authenticate', () => {
  let served: Served
  before(async () => void (served = await serve(PAGE, { behaviour: API })))
  after(() => served.close())
  const me = (headers: Record<string, string>, path = 'GET /me') => served.ask(path, { headers })

  it('finds the caller, with data of its own, wherever the credential stands', async () => {
    assert.deepEqual((await me({ authorization: 'Token minted' })).json(), { id: 'k7', keeper: 7 })
    assert.deepEqual((await me({ authorization: 'minted' })).json(), { id: 'k7', keeper: 7 })
    assert.equal((await me({}, 'GET /api/minted/cages')).status, 200)
  })

  it('refuses with 401 in the shape of the page whoever is unknown', async () => {
    const refused = await me({ authorization: 'Token guessed' })
    assert.equal(refused.status, 401)
    assert.deepEqual(refused.json(), { error: { status: 401, code: 'unauthorized', message: 'The key is wrong.' } })
    assert.equal((await me({}, 'GET /api/guessed/cages')).status, 401)
  })

  it('may refuse a caller that it knows', async () => {
    const refused = await me({ authorization: 'Token suspended' })
    assert.deepEqual([refused.status, refused.text.includes('You are suspended.')], [403, true])
  })

  it('leaves keys of kittn keys their way in, unless it fails itself', async () => {
    assert.deepEqual((await me({ 'x-api-key': 'purr' })).json(), { id: 'demo-admin' })
    assert.equal((await me({ authorization: 'Token stale', 'x-api-key': 'purr' })).status, 401)
  })

  it('does not bar anybody from what is open to all', async () => {
    assert.deepEqual((await me({ authorization: 'Token minted' }, 'GET /open')).json(), { id: 'k7' })
    assert.deepEqual((await me({ authorization: 'Token stale' }, 'GET /open')).json(), { id: 'anonymous' })
  })

  it('says how to come in when it refuses', async () => {
    const stale = await me({ authorization: 'Token stale' })
    assert.match(stale.headers.get('www-authenticate') ?? '', /^Token realm/)
  })

  it('finds whose key of kittn keys some parts are, one of a pair alone too', async () => {
    await served.store.credentials.create({ name: 'shop', admin: false, ...issued })
    const of = async (username: string, password: string) => {
      const headers = { authorization: `Basic ${btoa(`${username}:${password}`)}` }
      return ((await me(headers, 'GET /whose')).json() as { id: string }).id
    }
    assert.deepEqual(
      [await of('shop', 'secret'), await of('shop', ''), await of('shop', 'guessed'), await of('guessed', 'secret')],
      ['shop', 'shop', '', ''],
    )
  })

  it('is told the parts of each credential, what is asked for and who may have it', async () => {
    await me({ authorization: `Basic ${btoa('project:')}`, 'x-api-key': 'k' }, 'GET /open?a=1')
    assert.deepEqual({ ...shown?.credentials }, { username: 'project', password: '', api_key: 'k' })
    assert.deepEqual([shown?.asked, shown?.secured, shown?.query['a']], ['GET /open', false, '1'])
    await me(ADMIN, 'GET /api/t%20x/cages')
    assert.deepEqual({ ...shown?.path }, { token: 't x' })
  })
})
