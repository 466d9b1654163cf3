/** What a key has to have, and what the API gives out by itself. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partsOf } from '../../src/model/credentials.ts'
import { keysOf } from '../../src/model/minted.ts'
import type { Requirement, Security } from '../../src/model/security.ts'
import { contract, operation, SPAN } from './contracts.ts'

const key = (place: 'header' | 'path', name: string): Security => ({
  kind: 'key',
  in: place,
  name,
  prefix: undefined,
  examples: [],
  span: SPAN,
})
const PAIR = [key('header', 'api-key'), key('header', 'api-secret')]
const WITH_TOKEN = [...PAIR, key('path', 'access_token')]
const named = (security: readonly Requirement[]): string[][] =>
  security.map((requirement) => partsOf(requirement).map(({ name }) => name))

describe('a key', () => {
  it('has no value that an operation answers with', () => {
    const authorize = operation('POST /authorize', { answer: { access_token: 'x' }, security: [PAIR] })
    const tickets = operation('GET /api/{access_token}/tickets', { answer: [], security: [WITH_TOKEN] })
    const page = contract([authorize, tickets], { security: [PAIR, WITH_TOKEN] })
    assert.deepEqual(named(keysOf(page)), [['api_key', 'api_secret']])
  })

  it('has it where nothing gives it to those who do not have it', () => {
    const renew = operation('POST /renew', { answer: { access_token: 'x' }, security: [WITH_TOKEN] })
    const page = contract([renew], { security: [WITH_TOKEN] })
    assert.deepEqual(named(keysOf(page)), [['api_key', 'api_secret', 'access_token']])
  })

  it('stands for a token that is all there is to show', () => {
    const login = operation('POST /login', { answer: { token: 'x' }, security: [] })
    const page = contract([login], { security: [[{ kind: 'bearer', examples: [], span: SPAN }]] })
    assert.deepEqual(named(keysOf(page)), [['token']])
  })
})
