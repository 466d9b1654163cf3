/** Answers keep the frame of the page's examples; what the page does not tell is not invented. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Contract } from '../../src/model/contract.ts'
import type { Json } from '../../src/model/shape.ts'
import { bodyOf, contract, operation, parameter, response, SPAN } from '../model/contracts.ts'
import { serve, type Served } from '../serve/served.ts'

const free = {}
const integer = { shape: { kind: 'integer' } } as const

async function served(page: Contract, use: (served: Served) => Promise<void>): Promise<void> {
  const one = await serve(page)
  try {
    await use(one)
  } finally {
    await one.close()
  }
}

const post = (key: string, body: Json, answer: Json, status = 201): Contract['operations'][number] => ({
  ...operation(key, free),
  body: bodyOf(body),
  responses: [response(answer, status)],
})

describe('envelopes', () => {
  const tickets = [
    { id: 1, title: 'a' },
    { id: 2, title: 'b' },
    { id: 3, title: 'c' },
  ]

  it('with a status stay as they are around list, record and creation', () =>
    served(
      contract([
        operation('GET /tickets', { ...free, answer: { status: 'Success', ticket: tickets } }),
        operation('GET /tickets/{id}', { ...free, answer: { status: 'Success', ticket: tickets[1] ?? null } }),
        post('POST /tickets', { ticket: { title: 'x' } }, { status: 'Success', ticket: { id: 9, title: 'x' } }),
      ]),
      async ({ ask }) => {
        assert.deepEqual((await ask('GET /tickets')).json(), { status: 'Success', ticket: tickets })
        assert.deepEqual((await ask('GET /tickets/3')).json(), { status: 'Success', ticket: tickets[2] })
        const made = await ask('POST /tickets', { body: { ticket: { title: 'd' } } })
        assert.deepEqual(made.json(), { status: 'Success', ticket: { id: 4, title: 'd' } })
        assert.deepEqual((await ask('GET /tickets/4')).json(), made.json())
      },
    ))

  it('that show nothing of what was made say where it is', () =>
    served(
      contract([
        operation('GET /jobs', { ...free, answer: { jobs: [{ id: 1, name: 'a' }] } }),
        operation('GET /jobs/{id}/', { ...free, answer: { job: { id: 1, name: 'a' } } }),
        { ...post('POST /jobs', { job: { name: 'x' }, dry: true }, { success: true }), parameters: [] },
      ]),
      async ({ ask }) => {
        const made = await ask('POST /jobs?x=1', { body: { job: { name: 'b' }, dry: false } })
        assert.deepEqual([made.json(), made.headers.get('location')], [{ success: true }, '/jobs/2/'])
        assert.deepEqual((await ask('GET /jobs/2/')).json(), { job: { id: 2, name: 'b' } })
      },
    ))

  it('with the one record in a list keep it there', () =>
    served(
      contract([
        operation('GET /jobs', {
          ...free,
          answer: {
            jobs: [
              { id: 1, name: 'a' },
              { id: 2, name: 'b' },
            ],
          },
        }),
        operation('GET /jobs/{id}', { ...free, answer: { jobs: [{ id: 1, name: 'a' }] } }),
      ]),
      async ({ ask }) => assert.deepEqual((await ask('GET /jobs/2')).json(), { jobs: [{ id: 2, name: 'b' }] }),
    ))

  it('of JSON:API have what is sent beside other fields; where no answer is shown, it is as reading shows it', () => {
    const song = (id: string, title: string) => ({ type: 'song', id, attributes: { title, hidden: false } })
    const sent = { data: { type: 'song', attributes: { title: 'x' } }, notify: true }
    return served(
      contract([
        operation('GET /songs', { ...free, answer: { data: [song('1', 'a')] } }),
        operation('GET /songs/{id}', { ...free, answer: { data: song('1', 'a') } }),
        { ...operation('POST /songs', free), body: bodyOf(sent) },
        { ...operation('PATCH /songs/{id}', free), body: bodyOf(sent) },
      ]),
      async ({ ask }) => {
        const made = await ask('POST /songs', {
          body: { data: { type: 'song', attributes: { title: 'b' } }, notify: true },
        })
        assert.deepEqual(made.json(), { data: song('2', 'b') })
        const changed = await ask('PATCH /songs/2', {
          body: { data: { type: 'song', attributes: { title: 'c' } }, notify: false },
        })
        assert.deepEqual(changed.json(), { data: song('2', 'c') })
        assert.deepEqual((await ask('GET /songs/2')).json(), { data: song('2', 'c') })
      },
    )
  })

  it('of pages count, and name their neighbours', () =>
    served(
      contract([
        operation('GET /tickets', {
          ...free,
          answer: { count: 9, next: 'https://x/tickets?page=2', previous: null, total_page: 4, data: tickets },
          parameters: [parameter('query', 'page', integer), parameter('query', 'limit', integer)],
        }),
        operation('GET /tickets/{id}', { ...free, answer: tickets[0] ?? null }),
      ]),
      async ({ ask, address }) => {
        assert.deepEqual((await ask('GET /tickets?page=1&limit=2')).json(), {
          count: 3,
          next: `${address}/tickets?page=2&limit=2`,
          previous: null,
          total_page: 2,
          data: tickets.slice(0, 2),
        })
        assert.deepEqual((await ask('GET /tickets?page=2&limit=2')).json(), {
          count: 3,
          next: null,
          previous: `${address}/tickets?page=1&limit=2`,
          total_page: 2,
          data: tickets.slice(2),
        })
      },
    ))

  it('do not repeat the key that the caller sent in the query', () =>
    served(
      contract(
        [
          operation('GET /tickets', {
            answer: { next: '/tickets?page=2', tickets },
            parameters: [parameter('query', 'page', integer), parameter('query', 'limit', integer)],
          }),
          operation('GET /tickets/{id}', { answer: tickets[0] ?? null }),
        ],
        { security: [[{ kind: 'key', in: 'query', name: 'api_key', prefix: undefined, examples: [], span: SPAN }]] },
      ),
      async ({ ask, log }) => {
        assert.equal((await ask('GET /tickets')).status, 401)
        const answer = await ask('GET /tickets?api_key=meow&limit=2')
        assert.deepEqual(answer.json(), { next: '/tickets?limit=2&page=2', tickets: tickets.slice(0, 2) })
        assert.doesNotMatch(log(), /meow/)
      },
    ))

  it('with a part about the page tell it there', () =>
    served(
      contract([
        operation('GET /tickets', {
          ...free,
          answer: { tickets, meta: { total: 30, per_page: 10, current_page: 1, has_more: true, version: 7 } },
          parameters: [parameter('query', 'per_page', { ...integer, default: 2 }), parameter('query', 'page', integer)],
        }),
        operation('GET /tickets/{id}', { ...free, answer: tickets[0] ?? null }),
      ]),
      async ({ ask }) => {
        const meta = { total: 3, per_page: 2, current_page: 2, has_more: false, version: 7 }
        assert.deepEqual((await ask('GET /tickets?page=2')).json(), { tickets: tickets.slice(2), meta })
      },
    ))
})

describe('records', () => {
  const user = {
    id: '6f1f8b9e-3c1d-4b53-8a86-6f0c1e0b0a01',
    name: 'Ann',
    created_at: '2015-04-01T10:00:00Z',
    plan: 'free',
  }
  const users = contract([
    operation('GET /users', { ...free, answer: [user] }),
    operation('GET /users/{id}', { ...free, answer: user }),
    post('POST /users', { name: 'Ann', password: 'x' }, user),
  ])

  it('get ids and times of the kind that the page shows', () =>
    served(users, async ({ ask }) => {
      const made = (await ask('POST /users', { body: { name: 'Bob', password: 'sesame' } })).json() as typeof user
      assert.deepEqual(Object.keys(made), ['id', 'name', 'created_at', 'plan'])
      assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/)
      assert.match(made.created_at, /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      assert.ok(Math.abs(Date.parse(made.created_at) - Date.now()) < 5000)
      assert.equal(made.plan, 'free')
      assert.equal((await ask(`GET /users/${made.id}`)).text, JSON.stringify(made))
    }))

  it('get ids with the prefix that the page shows', () =>
    served(
      contract([
        operation('GET /cards', { ...free, answer: [{ id: 'card_1a2b3c4d5e6f7a8b', last4: '4242' }] }),
        operation('GET /cards/{id}', { ...free, answer: { id: 'card_1a2b3c4d5e6f7a8b', last4: '4242' } }),
        post('POST /cards', { last4: '1' }, { id: 'card_1a2b3c4d5e6f7a8b', last4: '4242' }),
      ]),
      async ({ ask }) => {
        const made = (await ask('POST /cards', { body: { last4: '9' } })).json() as { id: string }
        assert.match(made.id, /^card_[0-9a-f]{16}$/)
      },
    ))

  it('get whole numbers as texts where the page writes them so', () =>
    served(
      contract([
        operation('GET /cards', { ...free, answer: [{ id: '41', last4: '4242' }] }),
        operation('GET /cards/{id}', { ...free, answer: { id: '41', last4: '4242' } }),
        post('POST /cards', { last4: '1' }, { id: '41', last4: '4242' }),
      ]),
      async ({ ask }) => {
        assert.equal((await ask('POST /cards', { body: { last4: '9' } })).text, '{"id":"42","last4":"9"}')
        assert.equal((await ask('GET /cards/42')).text, '{"id":"42","last4":"9"}')
      },
    ))

  it('keep what a change does not say, on every level, and get their times there too', () => {
    const attributes = {
      name: 'Ann',
      tags: ['a'],
      created_at: '2015-04-01T10:00:00Z',
      updated_at: '2015-04-01T10:00:00Z',
    }
    const shown = { data: { id: '1', type: 'users', attributes } }
    const item = {
      ...operation('PUT /users/{user_id}', { ...free, answer: shown }),
      body: bodyOf({ data: { attributes: { name: 'x' } } }),
    }
    return served(
      contract([
        operation('GET /users', { ...free, answer: { data: [shown.data] } }),
        operation('GET /users/{id}', { ...free, answer: shown }),
        post('POST /users', { data: { type: 'users', attributes: { name: 'x' } } }, shown),
        item,
      ]),
      async ({ ask }) => {
        const sent = { data: { type: 'users', attributes: { name: 'Bob' } } }
        const made = (await ask('POST /users', { body: sent })).json() as typeof shown
        assert.deepEqual(Object.keys(made.data.attributes), Object.keys(attributes))
        assert.ok(Date.parse(made.data.attributes.created_at) > Date.parse('2020-01-01'))
        const changed = await ask(`PUT /users/${made.data.id}`, { body: { data: { attributes: { name: 'Eve' } } } })
        const { name, created_at } = (changed.json() as typeof shown).data.attributes
        assert.deepEqual([name, created_at], ['Eve', made.data.attributes.created_at])
      },
    )
  })

  it('below records with a placeholder of the same name keep their own id', () =>
    served(
      contract([
        operation('GET /clusters/{id}/jobs', { ...free, answer: [{ id: 5, name: 'a' }] }),
        operation('GET /clusters/{id}/jobs/{job_id}', { ...free, answer: { id: 5, name: 'a' } }),
        post('POST /clusters/{id}/jobs', { name: 'a' }, { id: 5, name: 'a' }),
      ]),
      async ({ ask }) => {
        assert.deepEqual((await ask('POST /clusters/7/jobs', { body: { name: 'b' } })).json(), { id: 6, name: 'b' })
        assert.equal((await ask('GET /clusters/7/jobs/6')).status, 200)
        assert.equal((await ask('GET /clusters/8/jobs/6')).status, 404)
        assert.equal((await ask('GET /clusters/8/jobs/5')).status, 200)
      },
    ))

  it('below other records belong to those', () =>
    served(
      contract([
        operation('GET /users/{user}/posts', {
          ...free,
          answer: [{ id: 1, text: 'a' }],
          parameters: [parameter('path', 'user', integer)],
        }),
        operation('GET /users/{user}/posts/{id}', {
          ...free,
          answer: { id: 1, text: 'a' },
          parameters: [parameter('path', 'user', integer), parameter('path', 'id')],
        }),
        {
          ...post('POST /users/{user}/posts', { text: 'a' }, { id: 1, text: 'a' }),
          parameters: [parameter('path', 'user', integer)],
        },
      ]),
      async ({ ask }) => {
        const made = await ask('POST /users/7/posts', { body: { text: 'mine' } })
        assert.deepEqual(made.json(), { id: 2, text: 'mine' })
        assert.equal((await ask('GET /users/7/posts/2')).status, 200)
        assert.equal((await ask('GET /users/8/posts/2')).status, 404)
        assert.deepEqual((await ask('GET /users/8/posts')).json(), [{ id: 1, text: 'a' }])
      },
    ))

  it('are removed without a word where the page shows none', () =>
    served(
      contract([operation('GET /users', { ...free, answer: [user] }), operation('DELETE /users/{id}', free)]),
      async ({ ask }) => {
        const gone = await ask(`DELETE /users/${user.id}`)
        assert.deepEqual([gone.status, gone.text], [204, ''])
        assert.deepEqual((await ask('GET /users')).json(), [])
      },
    ))
})

describe('the type of answers', () => {
  it('is what the page calls it', () => {
    const typed = { ...response({ data: [{ id: 1 }] }), mediaType: 'application/vnd.api+json' }
    const page = contract([
      { ...operation('GET /a', free), responses: [typed] },
      operation('GET /a/{id}', { ...free, answer: { id: 1 } }),
    ])
    return served(page, async ({ ask }) => {
      const answer = await ask('GET /a', { headers: { accept: 'application/vnd.api+json' } })
      assert.equal(answer.headers.get('content-type'), 'application/vnd.api+json; charset=utf-8')
      assert.deepEqual(answer.json(), { data: [{ id: 1 }] })
    })
  })
})

describe('other operations', () => {
  const page = contract([
    operation('GET /status', { ...free, answer: { ok: true } }),
    {
      ...operation('GET /text', free),
      responses: [
        {
          status: 203,
          mediaType: 'text/csv',
          shape: { kind: 'any' },
          example: undefined,
          text: 'a,b\n1,2',
          span: SPAN,
        },
      ],
    },
    operation('GET /untold', free),
    operation('POST /untold', free),
    operation('GET /users/{id}.json', { ...free, answer: { id: 1 } }),
    operation('GET /a/{x}-{y}', { ...free, answer: { x: 1 } }),
    operation('POST /jobs/{id}:cancel', { ...free, answer: { done: true } }),
    operation('GET /files/*', { ...free, answer: { file: 1 } }),
  ])

  it("are answered by the page's example, as it stands, with its type", () =>
    served(page, async ({ ask }) => {
      const status = await ask('GET /status')
      assert.deepEqual(
        [status.status, status.json(), status.headers.get('kittn-answer')],
        [200, { ok: true }, 'example'],
      )
      const text = await ask('GET /text')
      assert.deepEqual(
        [text.status, text.text, text.headers.get('content-type')],
        [203, 'a,b\n1,2', 'text/csv; charset=utf-8'],
      )
    }))

  it('that show no answer say so', () =>
    served(page, async ({ ask }) => {
      const read = await ask('GET /untold')
      assert.deepEqual([read.status, (read.json() as { title: string }).title], [501, 'Not Implemented'])
      const write = await ask('POST /untold')
      assert.deepEqual([write.status, write.text, write.headers.get('kittn-answer')], [204, '', 'nothing'])
    }))

  it('are found by odd paths', () =>
    served(page, async ({ ask }) => {
      for (const request of ['GET /users/5.json', 'GET /a/1-2', 'POST /jobs/5:cancel', 'GET /status/'])
        assert.equal((await ask(request)).status, 200, request)
      assert.equal((await ask('POST /status')).headers.get('allow'), 'GET, HEAD, OPTIONS')
      assert.equal((await ask('GET /jobs/5:cancel')).headers.get('allow'), 'POST, OPTIONS')
    }))
})

describe("the base path of the page's server", () => {
  it('may be there or not', () =>
    served(
      contract(
        [
          operation('GET /users', { ...free, answer: { ok: 1 } }),
          operation('GET /v2/teams', { ...free, answer: { ok: 2 } }),
        ],
        { servers: ['https://api.example.com/v2'] },
      ),
      async ({ ask }) => {
        for (const path of ['/users', '/v2/users', '/v2/teams'])
          assert.equal((await ask(`GET ${path}`)).status, 200, path)
        for (const path of ['/teams', '/v2/v2/teams', '/v1/users'])
          assert.equal((await ask(`GET ${path}`)).status, 404, path)
        assert.equal((await ask('DELETE /v2/users')).status, 405)
      },
    ))
})

describe('forms', () => {
  const fields = [
    { name: 'name', shape: { kind: 'string' }, required: true },
    { name: 'age', shape: { kind: 'integer' }, required: false },
    { name: 'tags', shape: { kind: 'array', items: { kind: 'string' } }, required: false },
    { name: 'home', shape: { kind: 'object', fields: [], open: true }, required: false },
  ] as const
  const page = contract([
    operation('GET /cats', { ...free, answer: [{ id: 1, name: 'a', age: 3, tags: [] }] }),
    operation('GET /cats/{id}', { ...free, answer: { id: 1, name: 'a', age: 3, tags: ['x'] } }),
    {
      ...operation('POST /cats', free),
      body: {
        mediaTypes: ['application/x-www-form-urlencoded'],
        shape: { kind: 'object', fields, open: true },
        example: undefined,
        span: SPAN,
      },
      responses: [response({ id: 1, name: 'a', age: 3, tags: ['x'], home: {} }, 201)],
    },
  ])
  it('are read where the page sends forms, JSON as well', () =>
    served(page, async ({ ask }) => {
      const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } }
      assert.deepEqual((await ask('POST /cats', { ...form, text: 'name=T+m%20b&age=4&tags[]=a&tags[]=b' })).json(), {
        id: 2,
        name: 'T m b',
        age: 4,
        tags: ['a', 'b'],
        // Not sent, and nothing in the page's answer.
        home: {},
      })
      const nested = 'name=Tom&home[city]=Bonn&home[at][x]=1'
      const { home } = (await ask('POST /cats', { ...form, text: nested })).json() as { home: unknown }
      assert.deepEqual(home, { city: 'Bonn', at: { x: '1' } })
      const listed =
        'name=Tom&home[cages][][wing]=n&home[cages][][size]=2&home[cages][][wing]=s&home[keys][0]=7&home[keys][1]=8'
      assert.deepEqual(((await ask('POST /cats', { ...form, text: listed })).json() as { home: unknown }).home, {
        cages: [{ wing: 'n', size: '2' }, { wing: 's' }],
        keys: ['7', '8'],
      })
      assert.equal((await ask('POST /cats', { ...form, text: 'name=Tom&home[__proto__]=2' })).status, 400)
      assert.equal((await ask('POST /cats', { ...form, text: `name=Tom&home${'[a]'.repeat(99)}=1` })).status, 400)
      assert.equal((await ask('POST /cats', { ...form, text: 'name=Tom&age=old' })).status, 400)
      assert.equal((await ask('POST /cats', { ...form, text: 'name=%ff' })).status, 400)
      assert.equal((await ask('POST /cats', { body: { name: 'Max' } })).status, 201)
    }))
})
