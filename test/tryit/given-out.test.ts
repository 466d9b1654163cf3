/** A key of the portal works in try-it at once: what it puts into a request is what the server finds there. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashesOf, issue, reader } from '../../src/auth/index.ts'
import type { Requirement, Security } from '../../src/model/security.ts'
import { valuesFor } from '../../src/outputs/site/browser/tryit/given-out.ts'
import type { HttpRequest } from '../../src/outputs/site/browser/tryit/request.ts'
import { signed } from '../../src/outputs/site/browser/tryit/schemes.ts'
import { SPAN } from '../model/contracts.ts'

const key = (name: string, prefix?: string): Security => ({
  kind: 'key',
  in: 'header',
  name,
  prefix,
  examples: [],
  span: SPAN,
})
const basic = (...examples: string[]): Security => ({ kind: 'basic', examples, span: SPAN })
const words = ['User', 'Organization Secret'].map((word) => ({ word, examples: [] }))
const composite: Security = { kind: 'composite', name: 'Authorization', parts: words, span: SPAN }

const PAGES: Readonly<Record<string, readonly Requirement[]>> = {
  'one key': [[key('X-Api-Key')]],
  'a key after a word': [[key('Authorization', 'Token')]],
  'a token': [[{ kind: 'bearer', examples: [], span: SPAN }]],
  'a pair of headers': [[key('X-Api-Key'), key('X-Api-Secret')]],
  'secrets of a user and an organization': [[composite]],
  'user name and password': [[basic('ann:secret')]],
  'a key as user name': [[basic('key:')]],
  'a key or a pair': [[key('X-Key')], [key('X-Api-Key'), key('X-Api-Secret')]],
  'a token or a key': [[{ kind: 'bearer', examples: [], span: SPAN }], [key('X-Key')], [basic('key:')]],
}

describe('what the portal gives out', () => {
  for (const [name, security] of Object.entries(PAGES))
    it(`opens every way in in try-it: ${name}`, async () => {
      const { values, hashes } = issue(security)
      const parts = Object.fromEntries(values.map((one) => [one.name, one.value]))
      for (const way of security) {
        const bare: HttpRequest = { method: 'GET', url: 'http://a.example/', headers: [], body: undefined }
        const { headers } = await signed(bare, way, valuesFor(security, parts))
        const sent = Object.fromEntries(headers.map(([header, value]) => [header.toLowerCase(), value]))
        const shown = reader(way)({ headers: sent, query: {} }, () => ({}))
        assert.ok(shown, JSON.stringify(headers))
        const needed = hashesOf(shown)
        assert.deepEqual(
          needed.filter((hash) => !hashes.includes(hash)),
          [],
        )
        assert.ok(needed.length > 0)
      }
    })
})
