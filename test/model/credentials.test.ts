/** Which of the page's credentials an operation is tried with. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shownBy } from '../../src/model/credentials.ts'
import type { Security } from '../../src/model/security.ts'
import { operation, SPAN } from './contracts.ts'

const key = (...examples: readonly string[]): Security => ({ kind: 'bearer', examples, span: SPAN })

describe('an operation', () => {
  const sample = { tab: 'shell', language: 'shell', text: 'curl -H "Authorization: Bearer SESSION"', span: SPAN }
  const balance = {
    ...operation('GET /balance', { answer: {}, security: [[key('API', 'SESSION')]] }),
    samples: [sample],
  }

  it('is tried with the credential of its own samples', () =>
    assert.deepEqual(shownBy(balance), [[key('SESSION', 'API')]]))

  it('that has no sample is tried with the first of the page', () =>
    assert.deepEqual(shownBy({ ...balance, samples: [] }), [[key('API', 'SESSION')]]))
})
