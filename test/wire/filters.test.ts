/** Lists over a socket: what chooses among the records, as the names of the page's parameters tell. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Json } from '../../src/model/shape.ts'
import { contract, operation, parameter } from '../model/contracts.ts'
import { serve, type Served } from '../serve/served.ts'

const cat = (id: number, name: string, more: Record<string, Json>) => ({ id, name, ...more })
const cats = [
  cat(1, 'Max', { status: 'new', age: 3, created_at: '2024-01-31T09:00:00Z', tags: ['red'], home: { city: 'Rome' } }),
  cat(2, 'Ginger Tom', {
    status: 'done',
    age: 7,
    created_at: '2024-02-01T09:00:00Z',
    tags: [],
    home: { city: 'Oslo' },
  }),
  cat(3, 'ключ', {
    status: 'lost',
    age: 7,
    created_at: '2024-03-01T09:00:00Z',
    tags: ['red', 'old'],
    home: { city: '' },
  }),
]
const NAMES = [
  'status',
  'statuses',
  'ids',
  'tags',
  'home.city',
  'filter[status]',
  'where[age][gte]',
  'filter[name][eq]',
].concat([
  'min_age',
  'age_lt',
  'age[gt]',
  'created_after',
  'created_before',
  'created_at_gte',
  'date_to',
  'until',
  'q',
  'colour_from',
  'city',
])
const TIME = { description: 'A time, ISO 8601.' }
const parameters = NAMES.map((name) => parameter('query', name, name === 'until' ? TIME : {}))

describe('a list', () => {
  let served: Served
  before(async () => {
    served = await serve(
      contract([
        operation('GET /cats', { answer: cats, parameters }),
        operation('GET /cats/{id}', { answer: cats[0] ?? null }),
      ]),
    )
  })
  after(() => served.close())

  const cases: readonly (readonly [what: string, query: string, ids: readonly number[]])[] = [
    ['a value', 'status=new', [1]],
    ['several values', 'statuses=new,lost', [1, 3]],
    ['several ids', 'ids=2,3', [2, 3]],
    ['what a list has', 'tags=red', [1, 3]],
    ['what lies deeper', 'home.city=Oslo', [2]],
    ['a field in brackets', 'filter[status]=done', [2]],
    ['a field and a bound in brackets', 'where[age][gte]=7', [2, 3]],
    ['a field that equals, in brackets', 'filter[name][eq]=Max', [1]],
    ['a minimum, the number itself, too', 'min_age=7', [2, 3]],
    ['less', 'age_lt=7', [1]],
    ['more', 'age[gt]=3', [2, 3]],
    ['a day that is over', 'created_after=2024-01-31', [2, 3]],
    ['a day that is not', 'created_before=2024-02-01', [1]],
    ['a time of the Unix clock', 'created_at_gte=1706778000', [2, 3]],
    ['a time alone, of creation; the whole day', 'until=2024-02-01', [1, 2]],
    ['two bounds', 'created_after=2024-01-31&until=2024-02-01', [2]],
    ['a text in any field, whatever its letters', 'q=tOM', [2]],
    ['a text in another script', 'q=КЛЮ', [3]],
    ['no choice where all are meant', 'status=all', [1, 2, 3]],
    ['no choice where no field is named', 'colour_from=9', [1, 2, 3]],
    ['no choice by a field of something else', 'city=Oslo', [1, 2, 3]],
  ]
  for (const [what, query, ids] of cases)
    it(`is chosen by ${what}: ?${query}`, async () => {
      const answer = await fetch(`${served.address}/cats?${query}`)
      assert.deepEqual(
        ((await answer.json()) as { id: number }[]).map(({ id }) => id),
        ids,
      )
    })
})
