import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import type { Contract, Operation } from '../../src/model/contract.ts'
import type { Security } from '../../src/model/security.ts'
import { at } from '../../src/model/places.ts'
import type { Json, Shape } from '../../src/model/shape.ts'
import { document, openapi } from '../../src/outputs/openapi/index.ts'
import { SPAN, contract, free, operation, parameter, response } from '../model/contracts.ts'
import { readingOf } from './reading.ts'

const docOf = (made: Contract, front = {}) => document(readingOf(made, front))
const get = (doc: Json, ...place: string[]) => at(doc, place)

const validator = new Validator()

async function valid(made: Contract): Promise<Json> {
  const doc = docOf(made)
  const result = await validator.validate(JSON.parse(JSON.stringify(doc)))
  assert.deepEqual(result.errors ?? [], [])
  return doc
}

const MAX = { id: 2, name: 'Max', breed: 'unknown' }
const code = (status: number, name: string, meaning: string) => ({ status, name, meaning, span: SPAN })

const KITTN = contract(
  [
    operation('GET /api/kittens', {
      title: 'Get All Kittens',
      group: 'Kittens',
      answer: [MAX],
      parameters: [
        parameter('query', 'include_cats', { shape: { kind: 'boolean' }, default: false, description: 'Cats too.' }),
        parameter('header', 'Authorization'),
      ],
    }),
    operation('POST /api/kittens', {
      title: 'Create',
      group: 'Kittens',
      body: { name: 'Tom' },
      answer: MAX,
      status: 201,
    }),
    operation('GET /api/kittens/{id}', { title: 'Get', group: 'Kittens', answer: MAX }),
    free(operation('GET /api/health', { title: 'Get', group: 'Health', answer: { ok: true } })),
  ],
  {
    title: 'Kittn API',
    servers: ['https://example.com'],
    security: [
      [{ kind: 'key', in: 'header', name: 'Authorization', prefix: undefined, examples: [], span: SPAN }],
      [{ kind: 'key', in: 'header', name: 'X-Key', prefix: 'Token', examples: [], span: SPAN }],
      [{ kind: 'bearer', examples: [], span: SPAN }],
      [{ kind: 'basic', examples: [], span: SPAN }],
    ],
    errors: {
      codes: [
        code(200, 'OK', 'Fine.'),
        code(404, 'Not Found', 'No such kitten.'),
        code(401, 'Unauthorized', 'Wrong key.'),
      ],
      example: undefined,
    },
  },
)

describe('openapi.json', () => {
  it('says how forms send what is inside of a field', async () => {
    const home = { kind: 'object', fields: [], open: true } as const
    const shape = { kind: 'object', fields: [{ name: 'home', shape: home, required: false }], open: true } as const
    const mediaTypes = ['application/x-www-form-urlencoded', 'application/json']
    const made = { ...free(operation('POST /cats')), body: { mediaTypes, shape, example: undefined, span: SPAN } }
    const content = get(await valid(contract([made])), 'paths', '/cats', 'post', 'requestBody', 'content')
    assert.deepEqual(
      mediaTypes.map((type) => at(content, [type, 'encoding'])),
      [{ home: { style: 'deepObject', explode: true } }, undefined],
    )
  })

  it('is one file of JSON', async () => {
    const [file, ...others] = openapi.run(readingOf(KITTN), { dev: false })
    assert.deepEqual(others, [])
    assert.equal(file?.path, 'openapi.json')
    assert.deepEqual(JSON.parse(String(file.content)), await valid(KITTN))
  })

  it('has title, version and servers', () => {
    const doc = docOf(KITTN, { version: 2.5 })
    assert.deepEqual(get(doc, 'info'), { title: 'Kittn API', version: '2.5' })
    assert.equal(get(docOf(KITTN), 'info', 'version'), '1.0.0')
    assert.deepEqual(get(doc, 'servers'), [{ url: 'https://example.com' }])
    assert.deepEqual(get(doc, 'tags'), [{ name: 'Kittens' }, { name: 'Health' }])
  })

  it('names operations after their headings, with more words where those are not unique', () => {
    const paths = get(docOf(KITTN), 'paths')
    assert.equal(get(paths ?? null, '/api/kittens', 'get', 'operationId'), 'getAllKittens')
    assert.equal(get(paths ?? null, '/api/kittens/{id}', 'get', 'operationId'), 'getKittens')
    assert.equal(get(paths ?? null, '/api/health', 'get', 'operationId'), 'getHealth')
  })

  it('describes parameters, and a missing row of a placeholder', () => {
    const list = get(docOf(KITTN), 'paths', '/api/kittens', 'get', 'parameters')
    const schema = { type: 'boolean', default: false }
    assert.deepEqual(list, [{ name: 'include_cats', in: 'query', description: 'Cats too.', schema }])
    const item = get(docOf(KITTN), 'paths', '/api/kittens/{id}', 'get', 'parameters')
    assert.deepEqual(item, [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }])
  })

  it('describes each way in and what needs none', () => {
    const doc = docOf(KITTN)
    assert.deepEqual(get(doc, 'security'), [{ key: [] }, { key2: [] }, { bearer: [] }, { basic: [] }])
    assert.deepEqual(get(doc, 'components', 'securitySchemes'), {
      key: { type: 'apiKey', in: 'header', name: 'Authorization' },
      key2: {
        type: 'apiKey',
        in: 'header',
        name: 'X-Key',
        description: 'The value is `Token <key>`.',
      },
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
    })
    assert.deepEqual(get(doc, 'paths', '/api/health', 'get', 'security'), [])
    assert.equal(get(doc, 'paths', '/api/kittens', 'get', 'security'), undefined)
  })

  it('refers to the errors that an operation can meet', () => {
    const doc = docOf(KITTN)
    const statuses = (path: string) => Object.keys(get(doc, 'paths', path, 'get', 'responses') ?? {})
    assert.deepEqual(statuses('/api/kittens/{id}'), ['200', '401', '404'])
    assert.deepEqual(statuses('/api/kittens'), ['200', '401'])
    assert.deepEqual(statuses('/api/health'), ['200'])
    const shared = get(doc, 'components', 'responses', 'NotFound')
    assert.equal(get(shared ?? null, 'description'), 'Not Found: No such kitten.')
    assert.ok(get(shared ?? null, 'content', 'application/problem+json'))
  })

  it('shows errors in the shape of the page where it has one', () => {
    const wrong = response({ error: 'nope' }, 404)
    const errors = { ...KITTN.errors, example: { status: 404, body: wrong.example ?? null, span: SPAN } }
    const doc = docOf(
      contract([operation('GET /a/{id}', { responses: [wrong] }), operation('GET /b/{id}')], { errors }),
    )
    const media = get(doc, 'components', 'responses', 'NotFound', 'content', 'application/json')
    assert.deepEqual(media, { schema: { $ref: '#/components/schemas/Error' }, example: { error: 'nope' } })
    const error = get(doc, 'components', 'schemas', 'Error')
    assert.deepEqual(error, { type: 'object', properties: { error: { type: 'string' } } })
  })

  it('gives the record of a resource a schema of its own', () => {
    const doc = docOf(KITTN)
    const schema = get(doc, 'paths', '/api/kittens', 'get', 'responses', '200', 'content', 'application/json', 'schema')
    assert.deepEqual(schema, { type: 'array', items: { $ref: '#/components/schemas/Kitten' } })
    assert.deepEqual(get(doc, 'components', 'schemas', 'Kitten', 'required'), ['id', 'name', 'breed'])
  })

  it('joins paths that differ in the names of placeholders', async () => {
    const doc = await valid(
      contract([
        operation('GET /a/{id}/b/{id}', { answer: { x: 1 } }),
        operation('DELETE /a/{a_id}/b/{b_id}', { parameters: [parameter('path', 'b_id', { description: 'The b.' })] }),
        operation('GET /a/{other}/b/{one}', { title: 'Find B' }),
      ]),
    )
    assert.deepEqual(Object.keys(get(doc, 'paths') ?? {}), ['/a/{id}/b/{id2}'])
    const item = get(doc, 'paths', '/a/{id}/b/{id2}') ?? null
    assert.deepEqual(Object.keys(item ?? {}), ['get', 'delete'])
    const [, second] = (get(item, 'delete', 'parameters') ?? []) as Json[]
    assert.deepEqual(second, {
      name: 'id2',
      in: 'path',
      description: 'The b.',
      required: true,
      schema: { type: 'string' },
    })
    assert.equal(get(item, 'get', 'description'), 'Also described as “Find B”.')
  })

  it('says null as a type, unions as anyOf, bounds and enumerations', () => {
    const shape: Shape = {
      kind: 'object',
      open: true,
      fields: [
        {
          name: 'a',
          required: true,
          shape: { kind: 'union', options: [{ kind: 'string', values: ['x'] }, { kind: 'null' }] },
        },
        {
          name: 'b',
          required: false,
          shape: { kind: 'union', options: [{ kind: 'integer', minimum: 1 }, { kind: 'boolean' }] },
        },
        {
          name: 'c',
          required: false,
          description: 'C.',
          default: [],
          shape: { kind: 'array', items: { kind: 'any' } },
        },
      ],
    }
    const body = { mediaTypes: ['application/json'], shape, example: undefined, span: SPAN }
    const doc = docOf(contract([{ ...operation('POST /a'), body }]))
    assert.deepEqual(get(doc, 'paths', '/a', 'post', 'requestBody', 'content', 'application/json', 'schema'), {
      type: 'object',
      properties: {
        a: { type: ['string', 'null'], enum: ['x', null] },
        b: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'boolean' }] },
        c: { type: 'array', items: {}, description: 'C.', default: [] },
      },
      required: ['a'],
    })
  })

  it('is valid for a contract of nothing', async () => {
    await valid(contract([], { title: '' }))
  })

  it('is valid for any contract', async () => {
    await fc.assert(
      fc.asyncProperty(contracts(), async (made) => void (await valid(made))),
      { numRuns: 60 },
    )
  })
})

/** Contracts with the odd names that authors and damaged pages come up with. */
function contracts(): fc.Arbitrary<Contract> {
  const odd = fc.constantFrom(
    '',
    'id',
    '{',
    '}',
    'a b',
    '$ref',
    '__proto__',
    'ключ',
    '*/',
    '~1/',
    'Get',
    "it's",
    '?q=1',
    '#x',
  )
  const name = fc.oneof(odd, fc.string({ maxLength: 6 }))
  const part = fc.oneof(
    name,
    fc.string({ minLength: 1, maxLength: 3 }).map((text) => `{${text}}`),
  )
  const path = fc.array(part, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`)
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD')
  const answer = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
  const place = fc.constantFrom('path', 'query', 'header')
  const parameters = fc.array(fc.tuple(place, fc.string({ minLength: 1, maxLength: 4 })), { maxLength: 4 })
  const one: fc.Arbitrary<Operation> = fc
    .record({
      method,
      path,
      title: name,
      answer,
      body: answer,
      status: fc.integer({ min: 0, max: 700 }),
      parameters,
      group: name,
    })
    .map(({ method, path, parameters, ...more }) =>
      operation(`${method} ${path}`, {
        ...more,
        parameters: parameters.map(([where, name]) => parameter(where, name)),
      }),
    )
  const codes = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 700 }), name).map(([status, text]) => code(status, text, text)),
  )
  const key = name.map((text): Security => ({
    kind: 'key',
    in: 'query',
    name: text,
    prefix: text,
    examples: [],
    span: SPAN,
  }))
  return fc
    .record({
      operations: fc.array(one, { maxLength: 8 }),
      title: name,
      servers: fc.array(name),
      codes,
      security: fc.array(fc.array(key, { minLength: 1 })),
    })
    .map(({ operations, codes, ...more }) => contract(operations, { ...more, errors: { codes, example: undefined } }))
}
