/** What handlers of api.ts get and give. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { defineApi, fail, reply } from '../../src/serve/index.ts'
import { Unavailable, type Store } from '../../src/store/index.ts'
import { contract, operation, parameter } from '../model/contracts.ts'
import { ERRORS, KITTENS, SECURITY } from '../serve/kittens.ts'
import { ADMIN, KEY, serve, type Answer, type Served } from '../serve/served.ts'

type Kitten = { id: number; name: string; breed: string; fluffiness: number; adopted: boolean }
/** As `kittn types` writes it: interfaces, without index signatures. */
interface Kittn {
  operations: {
    'GET /api/kittens': {
      path: {}
      query: { adopted?: boolean; limit?: number; offset: number }
      headers: {}
      body: undefined
      answer: Kitten[]
    }
    'GET /api/kittens/{id}': { path: { id: number }; query: {}; headers: {}; body: undefined; answer: Kitten }
    'POST /api/kittens': {
      path: {}
      query: {}
      headers: {}
      body: { name: string; breed: string; hidden: boolean }
      answer: Kitten
    }
    'PATCH /api/kittens/{id}': { path: { id: number }; query: {}; headers: {}; body: Partial<Kitten>; answer: Kitten }
    'DELETE /api/kittens/{id}': {
      path: { id: number }
      query: {}
      headers: {}
      body: undefined
      answer: { id: number; deleted: string }
    }
  }
  records: { kittens: Kitten & { hidden?: boolean } }
}

const seen: unknown[] = []
let release: () => void = () => undefined
const API = defineApi<Kittn>({
  seed: {
    kittens: [
      { id: 1, name: 'Tom', breed: 'tabby', fluffiness: 1, adopted: false },
      { id: 5, name: 'Shadow', breed: 'bombay', fluffiness: 7, adopted: false, hidden: true },
    ],
  },
  operations: {
    'GET /api/kittens': ({ query, caller, store }) => {
      seen.push({ ...query })
      return store.kittens.list({ where: caller.admin ? {} : { hidden: false }, sort: 'name', descending: true })
    },
    'GET /api/kittens/{id}': async ({ path, store, caller }) => {
      const kitten = await store.kittens.getOrFail(path.id)
      return kitten.hidden && !caller.admin ? fail(403) : kitten
    },
    'POST /api/kittens': async ({ body, store, log }) => {
      if (body.name === 'bug') throw new Error('a secret of the stack')
      if (body.name === 'teapot') fail(418, 'I brew no coffee.')
      if (body.name === 'slow') await new Promise<void>((go) => (release = go))
      if (body.name === 'page') return reply(202, '<p>later', { 'x-later': 'yes', 'content-type': 'text/html' })
      log.info({ name: body.name }, 'made')
      return store.kittens.create({ ...body, id: body.name === 'taken' ? 1 : (undefined as never) })
    },
    'PATCH /api/kittens/{id}': ({ path, body, store }) => store.kittens.update(path.id, body),
    'DELETE /api/kittens/{id}': async ({ path, store }) => {
      if (!(await store.kittens.remove(path.id))) await store.kittens.getOrFail(path.id)
      return reply(204)
    },
  },
})

describe('an operation', () => {
  it('answers at other addresses that api.ts names, and what the page describes goes first', async () => {
    const alsoAt = (path: string): string[] => [
      path.replace('/api/', '/'),
      path.replace('/api/', '/{any}/'),
      '/api/kittens',
    ]
    const other = await serve(KITTENS, { behaviour: { ...API, alsoAt } })
    for (const path of ['/api/kittens/1', '/kittens/1', '/whatever/kittens/1'])
      assert.equal(((await other.ask(`GET ${path}`)).json() as { name: string }).name, 'Tom', path)
    assert.equal((await other.ask('HEAD /kittens/1')).status, 200)
    assert.equal((await other.ask('PUT /kittens/1')).status, 405)
    assert.ok(Array.isArray((await other.ask('GET /api/kittens')).json()))
    await other.close()
  })
})

describe('a handler that waits for too long', () => {
  it('has its signal aborted, and its caller may come back later', async () => {
    let aborted = false
    const behaviour = defineApi<Kittn>({
      operations: {
        'GET /api/kittens': ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              aborted = true
              reject(new Error('too late'))
            })
          }),
        'GET /api/kittens/{id}': ({ store, path }) => store.kittens.getOrFail(path.id),
      },
    })
    const served = await serve(KITTENS, { behaviour, timeout: 50 })
    try {
      const late = await served.ask('GET /api/kittens')
      assert.deepEqual([late.status, late.headers.get('retry-after'), aborted], [503, '5', true])
      assert.equal((await served.ask('GET /api/kittens/1')).status, 200)
    } finally {
      await served.close()
    }
  })
})

describe('handlers', () => {
  let served: Served
  before(async () => void (served = await serve(KITTENS, { behaviour: API })))
  after(() => served.close())

  it('get parameters typed, with the defaults of the page', async () => {
    await served.ask('GET /api/kittens?adopted=true&limit=3')
    assert.deepEqual(seen.at(-1), { adopted: true, limit: 3, offset: 0 })
  })

  it("work with seeded records, completed with the page's defaults", async () => {
    assert.deepEqual((await served.ask('GET /api/kittens')).json(), [
      { id: 1, name: 'Tom', breed: 'tabby', fluffiness: 1, adopted: false },
    ])
    assert.equal(((await served.ask('GET /api/kittens', { headers: ADMIN })).json() as unknown[]).length, 2)
  })

  it("know who calls, and fail in the page's shape", async () => {
    const refused = await served.ask('GET /api/kittens/5')
    assert.deepEqual(
      [refused.status, refused.json()],
      [403, { error: { status: 403, code: 'forbidden', message: 'The kitten is hidden.' } }],
    )
    const shown = await served.ask('GET /api/kittens/5', { headers: ADMIN })
    assert.deepEqual([shown.status, 'hidden' in (shown.json() as object)], [200, false])
    assert.equal(shown.headers.get('kittn-answer'), 'handler')
  })

  it('get bodies checked and completed; what they answer has the documented status', async () => {
    assert.equal((await served.ask('POST /api/kittens', { body: { name: 7 } })).status, 400)
    const made = await served.ask('POST /api/kittens', { body: { name: 'Max' } })
    assert.deepEqual(
      [made.status, made.json()],
      [201, { id: 6, name: 'Max', breed: 'unknown', fluffiness: 5, adopted: false }],
    )
    assert.match(served.log(), /"name":"Max","msg":"made"/)
  })

  it('answer reads with an ETag, and 304 to who has it', async () => {
    const first = await served.ask('GET /api/kittens/1')
    const etag = first.headers.get('etag') ?? ''
    const again = await served.ask('GET /api/kittens/1', { headers: { ...KEY, 'if-none-match': etag } })
    assert.deepEqual([first.status, again.status, again.text], [200, 304, ''])
  })

  it('change only what is as If-Match names it, whoever reads it', async () => {
    const etag = (await served.ask('GET /api/kittens/1')).headers.get('etag') ?? ''
    const change = async (tag: string, id = 1): Promise<number> =>
      (await served.ask(`PATCH /api/kittens/${id}`, { body: { breed: 'manx' }, headers: { ...KEY, 'if-match': tag } }))
        .status
    assert.deepEqual(
      [await change('"other"'), await change(etag), await change(etag), await change('*')],
      [412, 200, 412, 200],
    )
    assert.equal(await change('*', 99), 404)
  })

  it('run once for each Idempotency-Key, whatever they answer with', async () => {
    const ask = (name: string, key: string) =>
      served.ask('POST /api/kittens', { body: { name }, headers: { ...KEY, 'idempotency-key': key } })
    const replayed = ({ headers }: Answer): string | null => headers.get('idempotency-replayed')
    const [one, two] = [await ask('Once', 'k1'), await ask('Once', 'k1')]
    assert.deepEqual([two.status, two.text, replayed(one), replayed(two)], [201, one.text, null, 'true'])
    const [page, again] = [await ask('page', 'k2'), await ask('page', 'k2')]
    assert.deepEqual(
      [page.status, again.status, again.text, again.headers.get('x-later')],
      [202, 202, page.text, 'yes'],
    )
    assert.equal((await ask('Twice', 'k1')).status, 422)
    assert.deepEqual([(await ask('teapot', 'k3')).status, (await ask('Three', 'k3')).status], [418, 201])
    const slow = ask('slow', 'k4')
    assert.equal((await ask('slow', 'k4')).status, 409)
    release()
    assert.deepEqual([(await slow).status, replayed(await ask('slow', 'k4'))], [201, 'true'])
  })

  it('keep what they answered for its repetition alone: a store that is read has neither token nor key', async () => {
    const { answers } = served.store
    const kept: unknown[] = []
    const read: Store['answers'] = {
      find: answers.find,
      keep: (...all) => (kept.push(all), answers.keep(...all)),
      claim: (...all) => (kept.push(all), answers.claim(...all)),
    }
    const behaviour = defineApi({
      operations: {
        'POST /api/kittens': async ({ once, body }) =>
          once(async () => ({ name: `token for ${String(Object(body).name)} ${Math.random()}` })),
      },
    })
    const other = await serve(KITTENS, { behaviour, store: { ...served.store, answers: read } })
    const ask = (name: string) =>
      other.ask('POST /api/kittens', { body: { name }, headers: { ...KEY, 'idempotency-key': 'key of Ann' } })
    const [first, again] = [await ask('password of Ann'), await ask('password of Ann')]
    assert.deepEqual([first.status, again.text], [201, first.text])
    assert.equal((await ask('guessed')).status, 422)
    const text = JSON.stringify(kept)
    assert.ok(kept.length > 2)
    for (const secret of ['token', 'Ann', 'password']) assert.ok(!text.includes(secret), text)
    await other.close()
  })

  it('stay used up for an Idempotency-Key where only the answer could not be kept', async () => {
    const { answers } = served.store
    const full: Store['answers'] = {
      ...answers,
      keep: (key, kept) => (kept.id === 'done' ? Promise.reject(new Unavailable('full')) : answers.keep(key, kept)),
    }
    const other = await serve(KITTENS, { behaviour: API, store: { ...served.store, answers: full } })
    const ask = async (): Promise<number> => {
      const headers = { ...KEY, 'idempotency-key': 'k5' }
      return (await other.ask('POST /api/kittens', { body: { name: 'Five' }, headers })).status
    }
    assert.deepEqual([await ask(), await ask()], [201, 409])
    await other.close()
  })

  it('answer otherwise with reply', async () => {
    const answer = await served.ask('POST /api/kittens', { body: { name: 'page' } })
    assert.deepEqual(
      [answer.status, answer.text, answer.headers.get('x-later'), answer.headers.get('content-type')],
      [202, '<p>later', 'yes', 'text/html'],
    )
  })

  it('fail with a status and words of their own', async () => {
    const answer = await served.ask('POST /api/kittens', { body: { name: 'teapot' } })
    assert.deepEqual(
      [answer.status, answer.json()],
      [418, { error: { status: 418, code: 'im_a_teapot', message: 'I brew no coffee.' } }],
    )
  })

  it('that have a bug answer 500 with the id of the request; the stack is in the log only', async () => {
    const answer = await served.ask('POST /api/kittens', {
      body: { name: 'bug' },
      headers: { ...KEY, 'x-request-id': 'bug-1' },
    })
    assert.deepEqual(
      [answer.status, answer.json()],
      [500, { error: { status: 500, code: 'internal_server_error', message: 'Something broke on our side.' } }],
    )
    assert.equal(answer.headers.get('x-request-id'), 'bug-1')
    const line =
      served
        .log()
        .split('\n')
        .find((one) => one.includes('"request":"bug-1"')) ?? ''
    assert.match(line, /a secret of the stack/)
    assert.match(line, /handlers\.test\.ts/)
  })

  it('change, remove and miss records as the page words it', async () => {
    assert.equal((await served.ask('PATCH /api/kittens/99', { body: { name: 'x' } })).status, 404)
    assert.equal((await served.ask('DELETE /api/kittens/6')).status, 204)
    for (const method of ['GET', 'DELETE']) assert.equal((await served.ask(`${method} /api/kittens/6`)).status, 410)
    assert.equal((await served.ask('PATCH /api/kittens/6', { body: { name: 'x' } })).status, 410)
    assert.equal((await served.ask('POST /api/kittens', { body: { name: 'taken' } })).status, 409)
  })
})

describe('a handler', () => {
  it('hears that its caller has hung up', async () => {
    let heard: (aborted: boolean) => void = () => undefined
    const aborted = new Promise((resolve) => (heard = resolve))
    let begun: () => void = () => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const behaviour = defineApi({
      operations: {
        'GET /slow': async ({ signal }) => {
          signal.addEventListener('abort', () => heard(signal.aborted))
          begun()
          await aborted
          return {}
        },
      },
    })
    const served = await serve(contract([operation('GET /slow', { answer: {} })]), { behaviour })
    const controller = new AbortController()
    const answer = fetch(`${served.address}/slow`, { signal: controller.signal }).catch(() => 'hung up')
    await running
    controller.abort()
    assert.deepEqual([await answer, await aborted], ['hung up', true])
    await served.close()
  })

  it('gets headers and lists as the page describes them', async () => {
    let input: object = {}
    const behaviour = defineApi({
      operations: {
        'GET /a/{name}': ({ path, query, headers, address }) => {
          input = { path, query, headers, address }
          return {}
        },
      },
    })
    const parameters = [
      parameter('query', 'tags', { shape: { kind: 'array', items: { kind: 'integer' } } }),
      parameter('query', 'state', { shape: { kind: 'string', values: ['on', 'off'] }, default: 'on' }),
      parameter('header', 'X-Count', { shape: { kind: 'integer', maximum: 9 }, required: true }),
      parameter('header', 'Authorization', { required: true }),
    ]
    const page = contract([operation('GET /a/{name}', { answer: {}, parameters })], {
      errors: ERRORS,
      security: [[SECURITY]],
    })
    const served = await serve(page, { behaviour })
    const headers = { ...KEY, 'x-count': '3' }
    for (const tags of ['tags=1,2', 'tags=1&tags=2', 'tags[]=1&tags[]=2']) {
      assert.equal((await served.ask(`GET /a/J%C3%BCrgen%2Fx?${tags}`, { headers })).status, 200)
      assert.deepEqual(input, {
        path: { name: 'Jürgen/x' },
        query: { tags: [1, 2], state: 'on' },
        headers: { 'X-Count': 3 },
        address: served.address,
      })
    }
    for (const [request, given] of [
      ['GET /a/x?tags=1,b', headers],
      ['GET /a/x?state=maybe', headers],
      ['GET /a/x', { ...KEY, 'x-count': '10' }],
      ['GET /a/x', KEY],
    ] as const)
      assert.equal((await served.ask(request, { headers: given })).status, 400, request)
    await served.close()
  })
})
