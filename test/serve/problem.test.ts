/** Error answers follow the page's own error example, whatever it looks like. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Json } from '../../src/model/shape.ts'
import { problems, type Problem } from '../../src/serve/problem.ts'
import { contract, SPAN } from '../model/contracts.ts'
import { ERRORS } from './kittens.ts'

const PROBLEM: Problem = {
  status: 403,
  message: undefined,
  parameter: undefined,
  requestId: 'r-1',
  path: '/api/kittens/5',
}

/** What becomes of an example for a problem. */
function like(body: Json, problem: Partial<Problem> = {}, status?: number): unknown {
  const errors = { ...ERRORS, example: { status, body, span: SPAN } }
  return JSON.parse(problems(contract([], { errors }))({ ...PROBLEM, ...problem }).text)
}

describe('the shape of errors', () => {
  const cases: readonly [string, Json, unknown][] = [
    ['one text', { error: 'Invalid key' }, { error: 'The kitten is hidden.' }],
    ['one text under message', { message: 'Not found' }, { message: 'The kitten is hidden.' }],
    ['one sentence under detail', { detail: 'Not found.' }, { detail: 'The kitten is hidden.' }],
    ['status and message', { status: 404, message: 'x' }, { status: 403, message: 'The kitten is hidden.' }],
    ['status as text', { status: '404', message: 'x' }, { status: '403', message: 'The kitten is hidden.' }],
    [
      'status, name and message',
      { statusCode: 404, error: 'Not Found', message: 'No such kitten' },
      { statusCode: 403, error: 'Forbidden', message: 'The kitten is hidden.' },
    ],
    [
      'in an envelope with a flag',
      { success: false, error: { type: 'NOT_FOUND', message: 'x', code: 404 } },
      { success: false, error: { type: 'FORBIDDEN', message: 'The kitten is hidden.', code: 403 } },
    ],
    [
      'a list of errors, of which one is told',
      {
        errors: [
          { title: 'Not Found', detail: 'a', status: '404' },
          { title: 'Gone', detail: 'b', status: '410' },
        ],
      },
      { errors: [{ title: 'Forbidden', detail: 'The kitten is hidden.', status: '403' }] },
    ],
    ['a list of texts', { errors: ['Name is missing'] }, { errors: ['The kitten is hidden.'] }],
    [
      'a status word that is none of the page',
      { status: 'error', message: 'x' },
      { status: 'error', message: 'The kitten is hidden.' },
    ],
    [
      'a link to the documents',
      { message: 'Not Found', documentation_url: 'https://x.example' },
      { message: 'The kitten is hidden.', documentation_url: 'https://x.example' },
    ],
    [
      'an id of the request',
      { message: 'x', request_id: 'abc' },
      { message: 'The kitten is hidden.', request_id: 'r-1' },
    ],
    [
      'the address',
      { message: 'x', url: '/a', docs: { url: 'https://x.example' } },
      { message: 'The kitten is hidden.', url: '/api/kittens/5', docs: { url: 'https://x.example' } },
    ],
    ['the path', { message: 'x', path: '/a' }, { message: 'The kitten is hidden.', path: '/api/kittens/5' }],
  ]
  for (const [name, example, expected] of cases) it(name, () => assert.deepEqual(like(example), expected))

  it('keeps the casing of names', () => {
    for (const [example, expected] of [
      ['not_found', 'method_not_allowed'],
      ['NotFound', 'MethodNotAllowed'],
      ['notFound', 'methodNotAllowed'],
      ['not-found', 'method-not-allowed'],
      ['NOT_FOUND', 'METHOD_NOT_ALLOWED'],
      ['Not found', 'Method not allowed'],
      ['Not Found', 'Method Not Allowed'],
    ])
      assert.deepEqual(like({ code: example ?? '', message: 'x' }, { status: 405 }), {
        code: expected,
        message: 'The method is not.',
      })
  })

  it('tells what is wrong before it tells the words of the page', () =>
    assert.deepEqual(like({ error: 'x' }, { status: 400, message: 'age is missing.' }), { error: 'age is missing.' }))

  it('names the parameter where the example has a place for it', () => {
    assert.deepEqual(like({ message: 'x', field: 'name' }, { message: 'm', parameter: 'age' }), {
      message: 'm',
      field: 'age',
    })
    assert.deepEqual(like({ message: 'x', field: 'name' }), { message: 'The kitten is hidden.', field: null })
    assert.deepEqual(like({ errors: { name: ["can't be blank"] } }, { message: 'm', parameter: 'age' }), {
      errors: { age: ['m'] },
    })
  })

  it('has the shape that the page shows for fields where a field is to blame, else the other', () => {
    const byField = { status: undefined, body: { detail: { name: ['x'] } }, span: ERRORS.codes[0]!.span }
    const words = problems(
      contract([], { errors: { ...ERRORS, example: { ...byField, body: { detail: 'x' } }, byField } }),
    )
    const told = (parameter?: string) =>
      JSON.parse(words({ status: 400, message: 'm', parameter, requestId: 'r', path: '/' }).text) as unknown
    assert.deepEqual(told('age'), { detail: { age: ['m'] } })
    assert.deepEqual(told(), { detail: 'm' })
  })

  it('has the status for codes of its own that it cannot know, and keeps other numbers', () => {
    const message = 'The kitten is hidden.'
    assert.deepEqual(like({ code: '400100', msg: 'x' }), { code: '403', msg: message })
    assert.deepEqual(like({ error_code: 1042, wait: 5, message: 'x' }), { error_code: 403, wait: 5, message })
  })

  it('knows its status by value too', () =>
    assert.deepEqual(like({ fault: 404, message: 'x' }, {}, 404), { fault: 403, message: 'The kitten is hidden.' }))
  it('uses the words of HTTP where the page has none', () =>
    assert.deepEqual(like({ error: 'Not Found', message: 'x' }, { status: 413 }), {
      error: 'Content Too Large',
      message: 'Content Too Large',
    }))

  it('is RFC 9457 where the page shows none', () => {
    const { mediaType, text } = problems(contract([], { errors: { ...ERRORS, example: undefined } }))({
      ...PROBLEM,
      parameter: 'id',
    })
    assert.equal(mediaType, 'application/problem+json; charset=utf-8')
    assert.deepEqual(JSON.parse(text), {
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'The kitten is hidden.',
      parameter: 'id',
      request_id: 'r-1',
    })
  })

  it('tells all that is wrong where it has room, else in one message', () => {
    const complaints = [
      { parameter: 'name', expected: 'a string', message: 'name is missing.' },
      { parameter: 'age', expected: 'an integer', came: '"x"', message: 'age must be an integer.' },
    ]
    const told = (body: Json) => like(body, { message: 'name is missing. age must be an integer.', complaints })
    assert.deepEqual(told({ error: 'x' }), { error: 'name is missing. age must be an integer.' })
    assert.deepEqual(told({ errors: ['x'] }), { errors: ['name is missing.', 'age must be an integer.'] })
    assert.deepEqual(told({ errors: [{ field: 'a', message: 'x' }], links: [{ url: 'https://x.example' }] }), {
      errors: [
        { field: 'name', message: 'name is missing.' },
        { field: 'age', message: 'age must be an integer.' },
      ],
      links: [{ url: 'https://x.example' }],
    })
    assert.deepEqual(told({ errors: { a: ['x'] } }), {
      errors: { name: ['name is missing.'], age: ['age must be an integer.'] },
    })
  })

  it('is made of any example', () => fc.assert(fc.property(fc.jsonValue(), (body) => void like(body as Json))))

  it("puts values of an API's own into fields of their names", () =>
    assert.deepEqual(
      like({ requestId: 'x', message: 'x', providerMessage: 'x' }, { values: { providerMessage: 'NoSuchKey' } }),
      { requestId: 'r-1', message: 'The kitten is hidden.', providerMessage: 'NoSuchKey' },
    ))
})
