/** The Kittn API as a contract made by hand. */
import type { Contract, Errors } from '../../src/model/contract.ts'
import type { Security } from '../../src/model/security.ts'
import type { Field } from '../../src/model/shape.ts'
import { contract, operation, parameter, response, SPAN } from '../model/contracts.ts'

export const FLUFFUMS = { id: 1, name: 'Fluffums', breed: 'calico', fluffiness: 6, adopted: false }
export const MAX = { id: 2, name: 'Max', breed: 'unknown', fluffiness: 5, adopted: false }

export const SECURITY: Security = {
  kind: 'key',
  in: 'header',
  name: 'Authorization',
  prefix: undefined,
  examples: ['meow'],
  span: SPAN,
}

const row = (status: number, name: string, meaning: string): Errors['codes'][number] => ({
  status,
  name,
  meaning,
  span: SPAN,
})

export const ERRORS: Errors = {
  codes: [
    row(400, 'Bad Request', 'Something in the request is wrong.'),
    row(401, 'Unauthorized', 'The key is wrong.'),
    row(403, 'Forbidden', 'The kitten is hidden.'),
    row(404, 'Not Found', 'There is no such kitten.'),
    row(405, 'Method Not Allowed', 'The method is not.'),
    row(406, 'Not Acceptable', 'You asked for a format that is not JSON.'),
    row(410, 'Gone', 'The kitten has been taken off the register.'),
    row(500, 'Internal Server Error', 'Something broke on our side.'),
  ],
  example: {
    status: 404,
    body: { error: { status: 404, code: 'not_found', message: 'There is no kitten 99.' } },
    span: SPAN,
  },
}

const id = parameter('path', 'id')
const rating: Field['shape'] = { kind: 'integer', minimum: 0, maximum: 10 }
const BODY: readonly Field[] = [
  { name: 'name', shape: { kind: 'string', minLength: 1, maxLength: 100 }, required: true },
  { name: 'breed', shape: { kind: 'string' }, required: false, default: 'unknown' },
  { name: 'fluffiness', shape: rating, required: false, default: 5 },
  { name: 'adopted', shape: { kind: 'boolean' }, required: false, default: false },
  { name: 'hidden', shape: { kind: 'boolean' }, required: false, default: false },
]

const body = (fields: readonly Field[]): NonNullable<Contract['operations'][number]['body']> => ({
  mediaTypes: ['application/json'],
  shape: { kind: 'object', fields, open: true },
  example: undefined,
  span: SPAN,
})

const OPERATIONS = [
  operation('GET /api/kittens', {
    answer: [FLUFFUMS, MAX],
    parameters: [
      parameter('query', 'adopted', { shape: { kind: 'boolean' } }),
      parameter('query', 'fluffiness', { shape: rating }),
      parameter('query', 'limit', { shape: { kind: 'integer', minimum: 1, maximum: 100 } }),
      parameter('query', 'offset', { shape: { kind: 'integer', minimum: 0 }, default: 0 }),
      parameter('query', 'sort'),
    ],
  }),
  operation('GET /api/kittens/{id}', { answer: MAX, parameters: [id] }),
  {
    ...operation('POST /api/kittens', { parameters: [] }),
    body: body(BODY),
    responses: [response({ ...MAX, id: 7 }, 201)],
  },
  {
    ...operation('PATCH /api/kittens/{id}', { answer: MAX, parameters: [id] }),
    body: body(BODY.map(({ name, shape }) => ({ name, shape, required: false }))),
  },
  operation('DELETE /api/kittens/{id}', { answer: { id: 2, deleted: ':(' }, parameters: [id] }),
]

export const KITTENS: Contract = contract(OPERATIONS, { security: [[SECURITY]], errors: ERRORS })
