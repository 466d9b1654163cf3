/** Lists over a socket: pages by number, by offset and by cursor, as the page documents them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Contract, Parameter } from '../../src/model/contract.ts'
import type { Field, Json } from '../../src/model/shape.ts'
import { contract, operation, parameter } from '../model/contracts.ts'
import { serve, type Served } from '../serve/served.ts'

const integer: Partial<Field> = { shape: { kind: 'integer' } }
const cats = [1, 2, 3, 4, 5].map((id) => ({ id, name: `Cat ${id}` }))

const page = (parameters: readonly Parameter[], more: Record<string, Json> = {}): Contract =>
  contract([
    operation('GET /cats', { answer: { cats, ...more }, parameters }),
    operation('GET /cats/{id}', { answer: cats[0] ?? null }),
  ])

const cases: readonly [string, Contract, readonly (readonly [string, number[], Record<string, Json>])[]][] = [
  [
    'pages that count from 0',
    page(
      [parameter('query', 'page', { ...integer, default: 0 }), parameter('query', 'size', { ...integer, default: 2 })],
      {
        page: 0,
        total: 9,
      },
    ),
    [
      ['', [1, 2], { page: 0, total: 5 }],
      ['?page=2', [5], { page: 2, total: 5 }],
    ],
  ],
  [
    'a maximum in words',
    page([parameter('query', 'limit', { ...integer, default: 2, description: 'How many, up to 3.' })]),
    [
      ['', [1, 2], {}],
      ['?limit=100', [1, 2, 3], {}],
    ],
  ],
  [
    'an offset',
    page([parameter('query', 'skip', integer), parameter('query', 'take', integer)]),
    [
      ['?skip=3', [4, 5], {}],
      ['?skip=1&take=2', [2, 3], {}],
    ],
  ],
  [
    'the id of the last record',
    page([parameter('query', 'starting_after'), parameter('query', 'limit', { ...integer, default: 2 })], {
      has_more: true,
    }),
    [
      ['', [1, 2], { has_more: true }],
      ['?starting_after=2', [3, 4], { has_more: true }],
      ['?starting_after=4', [5], { has_more: false }],
      ['?starting_after=0', [1, 2], { has_more: true }],
    ],
  ],
]

for (const [name, of, asks] of cases)
  describe(`a list with ${name}`, () => {
    let served: Served
    before(async () => void (served = await serve(of)))
    after(() => served.close())
    for (const [query, ids, told] of asks)
      it(`GET /cats${query}`, async () => {
        const { cats: found, ...rest } = (await served.ask(`GET /cats${query}`)).json() as { cats: { id: number }[] }
        assert.deepEqual([found.map(({ id }) => id), rest], [ids, told])
      })
  })

describe('a list with tokens', () => {
  it('gives out the token of the next page until there is none', async () => {
    const parameters = [parameter('query', 'cursor'), parameter('query', 'limit', { ...integer, default: 2 })]
    const served = await serve(page(parameters, { next_cursor: 'abc' }))
    const seen: number[] = []
    for (let cursor: string | null = '', turns = 0; cursor !== null && turns < 9; turns++) {
      const answer = (await served.ask(`GET /cats?cursor=${cursor}`)).json()
      const { cats: found, next_cursor } = answer as { cats: { id: number }[]; next_cursor: string | null }
      seen.push(...found.map(({ id }) => id))
      cursor = next_cursor
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5])
    await served.close()
  })
})

describe('a list whose headers tell of its pages', () => {
  it('has links to the others and the number of all', async () => {
    const headers = { link: true, total: 'X-Total-Count', pages: undefined }
    const paged = [parameter('query', 'page', integer), parameter('query', 'per_page', { ...integer, default: 2 })]
    const whole = page(paged)
    const operations = whole.operations.map((one) => (one.path === '/cats' ? { ...one, pagingHeaders: headers } : one))
    const served = await serve({ ...whole, operations })
    const { headers: told } = await served.ask('GET /cats?page=2')
    const url = (number: number): string => `<${served.address}/cats?page=${number}>`
    const links = [`${url(1)}; rel="first"`, `${url(1)}; rel="prev"`, `${url(3)}; rel="next"`, `${url(3)}; rel="last"`]
    assert.deepEqual([told.get('x-total-count'), told.get('link')], ['5', links.join(', ')])
    await served.close()
  })
})
