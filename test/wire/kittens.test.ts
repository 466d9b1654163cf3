/** The store's answers over a socket: what the Kittn page shows, kept and checked. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventually } from '../command-line.ts'
import { FLUFFUMS, MAX } from '../serve/kittens.ts'
import { ADMIN, type Served } from '../serve/served.ts'
import { WAYS, type Kittens } from '../serve/ways.ts'

for (const { name, start } of WAYS)
  describe(`kittens: ${name}`, () => {
    let served: Kittens
    before(async () => void (served = await start()))
    after(() => served.close())
    const error = async (request: string, asked?: Parameters<Served['ask']>[1]): Promise<unknown> =>
      (await served.ask(request, asked)).json()

    it('are those of the page at first', async () => {
      const answer = await served.ask('GET /api/kittens')
      assert.deepEqual([answer.status, answer.json()], [200, [FLUFFUMS, MAX]])
      assert.equal(answer.headers.get('kittn-answer'), 'store')
      assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8')
    })

    it('are read one by one', async () => assert.deepEqual((await served.ask('GET /api/kittens/2')).json(), MAX))

    it("are created with the page's defaults, status and order of fields", async () => {
      const made = await served.ask('POST /api/kittens', {
        body: { fluffiness: 9, name: 'Tapioca', hidden: true, color: 'red' },
      })
      assert.equal(made.status, 201)
      assert.equal(made.text, '{"id":3,"name":"Tapioca","breed":"unknown","fluffiness":9,"adopted":false}')
      assert.equal((await served.ask('GET /api/kittens/3')).text, made.text)
      const kept = JSON.parse((await served.store.records('kittens').get(3))?.text ?? '') as object
      assert.deepEqual([Object.hasOwn(kept, 'hidden'), Object.hasOwn(kept, 'color')], [true, false])
    })

    it('are changed in what is sent, the id never', async () => {
      const changed = await served.ask('PATCH /api/kittens/1', { body: { adopted: true, id: 99 } })
      assert.deepEqual(changed.json(), { ...FLUFFUMS, adopted: true })
      assert.deepEqual((await served.ask('GET /api/kittens/1')).json(), { ...FLUFFUMS, adopted: true })
    })

    it('are removed with the answer of the page, and gone from then on', async () => {
      await served.ask('POST /api/kittens', { body: { name: 'Brief' } })
      assert.deepEqual((await served.ask('DELETE /api/kittens/4')).json(), { id: 4, deleted: ':(' })
      assert.deepEqual(await error('GET /api/kittens/4'), {
        error: { status: 410, code: 'gone', message: 'The kitten has been taken off the register.' },
      })
      for (const request of ['DELETE /api/kittens/4', 'PATCH /api/kittens/4'])
        assert.equal((await served.ask(request, { body: {} })).status, 410)
    })

    it('are filtered, sorted and paged by documented parameters, others are passed over', async () => {
      const names = async (query: string): Promise<unknown> =>
        ((await served.ask(`GET /api/kittens?${query}`)).json() as { name: string }[]).map(({ name }) => name)
      assert.deepEqual(await names('adopted=true'), ['Fluffums'])
      assert.deepEqual(await names('fluffiness=9'), ['Tapioca'])
      assert.deepEqual(await names('sort=-name'), ['Tapioca', 'Max', 'Fluffums'])
      assert.deepEqual(await names('sort=name&limit=1&offset=1'), ['Max'])
      assert.deepEqual(await names('breed=calico&page=7&unknown=1'), ['Fluffums', 'Max', 'Tapioca'])
    })

    describe('refuse', () => {
      const cases: readonly [string, string, Parameters<Served['ask']>[1], number, RegExp][] = [
        ['no key', 'GET /api/kittens', { headers: {} }, 401, /The key is wrong/],
        ['a wrong key', 'GET /api/kittens/2', { headers: { authorization: 'woof' } }, 401, /The key is wrong/],
        ['a wrong key before anything else', 'POST /api/kittens', { headers: {}, text: '{"na' }, 401, /key/],
        ['an unknown id', 'GET /api/kittens/99', {}, 404, /no such kitten/],
        ['an unknown path', 'GET /api/puppies', {}, 404, /no such kitten/],
        ['a path below', 'GET /api/kittens/2/toys', {}, 404, /./],
        ['a method that is not there', 'PUT /api/kittens/2', { body: {} }, 405, /method/i],
        ['an id that is no integer', 'GET /api/kittens/1e3', {}, 400, /^id must be an integer, not \\"1e3\\"\.$/],
        ['an id with a sign', 'GET /api/kittens/+1', {}, 400, /integer/],
        [
          'a word for a boolean',
          'GET /api/kittens?adopted=yes',
          {},
          400,
          /^adopted must be true or false, not \\"yes\\"\.$/,
        ],
        ['a number out of bounds', 'GET /api/kittens?limit=0', {}, 400, /^limit must be at least 1, not 0\.$/],
        ['a parameter that comes twice', 'GET /api/kittens?limit=1&limit=2', {}, 400, /^limit must be an integer/],
        ['a broken escape in the path', 'GET /api/kittens/%zz', {}, 400, /escape/],
        ['a broken escape in the query', 'GET /api/kittens?adopted=%e0%a4', {}, 400, /escape/],
        ['a body that is missing', 'POST /api/kittens', {}, 400, /body is missing/],
        [
          'a field that is missing',
          'POST /api/kittens',
          { body: {} },
          400,
          /^name is missing: a string is expected\.$/,
        ],
        [
          'a field of the wrong kind',
          'POST /api/kittens',
          { body: { name: 3 } },
          400,
          /^name must be a string, not 3\.$/,
        ],
        [
          'a text that is too short',
          'POST /api/kittens',
          { body: { name: '' } },
          400,
          /^name must be at least 1 character long, not/,
        ],
        [
          'a number that is too large',
          'POST /api/kittens',
          { body: { name: 'a', fluffiness: 11 } },
          400,
          /^fluffiness must be at most 10, not 11\.$/,
        ],
        [
          'text for a number',
          'POST /api/kittens',
          { body: { name: 'a', fluffiness: '5' } },
          400,
          /^fluffiness must be an integer/,
        ],
        [
          'all that is wrong at once',
          'PATCH /api/kittens/x',
          { body: { name: 3, adopted: 'no', fluffiness: 11 } },
          400,
          /^name must be .*, not 3\. fluffiness must be .* adopted must be .* id must be an integer, not \\"x\\"\.$/,
        ],
        ['a list for an object', 'POST /api/kittens', { body: [] }, 400, /^body must be an object, not \[\]\.$/],
        [
          'broken JSON',
          'POST /api/kittens',
          { headers: { authorization: 'meow', 'content-type': 'application/json' }, text: '{"name": "a",}' },
          400,
          /not valid JSON/,
        ],
        [
          'a form',
          'POST /api/kittens',
          { headers: { authorization: 'meow', 'content-type': 'application/x-www-form-urlencoded' }, text: 'name=a' },
          415,
          /application\/json/,
        ],
        [
          'a body of no type',
          'POST /api/kittens',
          { headers: { authorization: 'meow', 'content-type': '' }, text: '{"name":"a"}' },
          415,
          /application\/json/,
        ],
        [
          'a caller who wants XML',
          'GET /api/kittens/2',
          { headers: { authorization: 'meow', accept: 'application/xml' } },
          406,
          /not JSON/,
        ],
      ]
      for (const [name, request, asked, status, message] of cases) {
        it(name, async () => {
          const answer = await served.ask(request, asked)
          assert.equal(answer.status, status, answer.text)
          const { error: told } = answer.json() as { error: { status: number; code: string; message: string } }
          assert.deepEqual(Object.keys(told), ['status', 'code', 'message'])
          assert.equal(told.status, status)
          assert.match(JSON.stringify(told.message).slice(1, -1), message)
          assert.match(told.code, /^[a-z_]+$/)
        })
      }
    })

    it('say which methods there are', async () => {
      const refused = await served.ask('PUT /api/kittens/2', { body: {} })
      assert.equal(refused.headers.get('allow'), 'GET, HEAD, PATCH, DELETE, OPTIONS')
      const options = await served.ask('OPTIONS /api/kittens', { headers: {} })
      assert.deepEqual(
        [options.status, options.text, options.headers.get('allow')],
        [204, '', 'GET, HEAD, POST, OPTIONS'],
      )
    })

    it('say which key is asked for', async () =>
      assert.equal(
        (await served.ask('GET /api/kittens', { headers: {} })).headers.get('www-authenticate'),
        'Key realm="Kittn API", in="header", name="Authorization"',
      ))

    it('answer HEAD like GET without a body', async () => {
      const [head, get] = [await served.ask('HEAD /api/kittens/2'), await served.ask('GET /api/kittens/2')]
      assert.deepEqual(
        [head.status, head.text, head.headers.get('content-length')],
        [200, '', get.headers.get('content-length')],
      )
      assert.equal((await served.ask('HEAD /api/kittens/99')).status, 404)
    })

    it('let any origin in, without cookies', async () => {
      const origin = {
        origin: 'https://a.example',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization, content-type',
      }
      const preflight = await served.ask('OPTIONS /api/kittens/2', { headers: origin })
      assert.equal(preflight.status, 204)
      assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
      assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PATCH/)
      assert.equal(preflight.headers.get('access-control-allow-headers'), 'authorization, content-type')
      assert.equal(preflight.headers.get('access-control-allow-credentials'), null)
      for (const path of ['GET /api/kittens/2', 'GET /api/kittens/99', 'GET /nowhere'])
        assert.equal(
          (await served.ask(path, { headers: { origin: 'https://a.example' } })).headers.get(
            'access-control-allow-origin',
          ),
          '*',
        )
    })

    it("carry an id of the request, the caller's own if it has a decent one", async () => {
      const ids = await Promise.all(
        [undefined, 'trace-42', 'a b\tc', 'x'.repeat(500)].map(async (id) => {
          const headers = { authorization: 'meow', ...(id === undefined ? {} : { 'x-request-id': id }) }
          return (await served.ask('GET /api/kittens/2', { headers })).headers.get('x-request-id')
        }),
      )
      assert.equal(ids[1], 'trace-42')
      for (const index of [0, 2, 3]) assert.match(ids[index] ?? '', /^[\w-]{16}-[0-9a-z]+$/)
      assert.equal(new Set(ids).size, 4)
    })

    it('accept what an Accept header allows', async () => {
      for (const accept of ['*/*', 'application/json', 'text/html, */*;q=0.1', 'application/*', ''])
        assert.equal((await served.ask('GET /api/kittens/2', { headers: { ...ADMIN, accept } })).status, 200, accept)
      for (const accept of ['text/html', 'application/json;q=0', 'application/json;q=0, */*'])
        assert.equal((await served.ask('GET /api/kittens/2', { headers: { ...ADMIN, accept } })).status, 406, accept)
    })

    it('are created once for one Idempotency-Key', async () => {
      const headers = { authorization: 'meow', 'idempotency-key': 'k-1', 'content-type': 'application/json' }
      const send = (name: string, more = {}): ReturnType<Served['ask']> =>
        served.ask('POST /api/kittens', { headers: { ...headers, ...more }, text: JSON.stringify({ name }) })
      const [first, second, third] = await Promise.all([send('Once'), send('Once'), send('Once')])
      assert.deepEqual([second.text, third.text, second.status], [first.text, first.text, 201])
      const replayed = [first, second, third].map((answer) => answer.headers.get('idempotency-replayed'))
      assert.deepEqual(replayed.toSorted(), [null, 'true', 'true'])
      const other = await send('Another')
      assert.equal(other.status, 422)
      assert.notEqual((await send('Once', ADMIN)).text, first.text, 'keys belong to their caller')
      assert.equal((await send('Once', { 'idempotency-key': 'x'.repeat(256) })).status, 400)
    })

    it('are logged, one line each, without keys', async () => {
      await served.ask('GET /api/kittens?api_key=sesame&limit=1')
      await eventually(() => served.log().includes('api_key') || undefined)
      const lines = served
        .log()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      const last = lines.find((line) => String(line['url']).includes('api_key'))
      assert.deepEqual(
        [last?.['method'], last?.['url'], last?.['status'], last?.['operation'], last?.['caller'], last?.['by']],
        ['GET', '/api/kittens?api_key=***&limit=1', 200, 'GET /api/kittens', 'demo', 'store'],
      )
      assert.doesNotMatch(served.log(), /sesame|"meow"|purr/)
    })
  })
