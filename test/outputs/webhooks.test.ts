/** Webhooks in the OpenAPI document. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Webhook } from '../../src/model/contract.ts'
import { document } from '../../src/outputs/openapi/index.ts'
import { SPAN, bodyOf, contract, operation, parameter } from '../model/contracts.ts'
import { readingOf } from './reading.ts'

const MAX = { id: 2, name: 'Max', breed: 'unknown' }
const BORN: Webhook = {
  name: 'kitten.born',
  title: 'Kitten born',
  section: 'kitten-born',
  description: 'Sent at birth.',
  method: 'POST',
  headers: [parameter('header', 'X-Signature', { required: true })],
  body: bodyOf({ type: 'kitten.born', kitten: MAX }),
  span: SPAN,
}
const KITTENS = contract(
  [
    operation('GET /kittens', { title: 'On kitten born', answer: [MAX] }),
    operation('GET /kittens/{id}', { title: 'Get', answer: MAX }),
  ],
  {
    security: [[{ kind: 'bearer', examples: [], span: SPAN }]],
    webhooks: [BORN, { ...BORN, name: 'example', body: undefined, headers: [] }],
  },
)

describe('webhooks of openapi.json', () => {
  const doc = document(readingOf(KITTENS))

  it('stand under the name of the event, refer to records, and need no credential', () => {
    assert.deepEqual(doc['webhooks'], {
      'kitten.born': {
        post: {
          operationId: 'onKittenBorn2',
          summary: 'Kitten born',
          description: 'Sent at birth.',
          parameters: [{ name: 'X-Signature', in: 'header', required: true, schema: { type: 'string' } }],
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { type: { type: 'string' }, kitten: { $ref: '#/components/schemas/Kitten' } },
                  required: ['type', 'kitten'],
                  additionalProperties: false,
                },
                example: { type: 'kitten.born', kitten: MAX },
              },
            },
          },
          responses: { '2XX': { description: 'The webhook was received.' } },
          security: [],
        },
      },
      example: {
        post: {
          operationId: 'onExample',
          summary: 'Kitten born',
          description: 'Sent at birth.',
          responses: { '2XX': { description: 'The webhook was received.' } },
          security: [],
        },
      },
    })
  })

  it('keep the document valid', async () => {
    const { errors } = await new Validator().validate(JSON.parse(JSON.stringify(doc)) as Record<string, unknown>)
    assert.deepEqual(errors ?? [], [])
  })

  it('are left out where there are none', () => {
    assert.equal('webhooks' in document(readingOf(contract([]))), false)
  })
})
