/** What try-it puts into a request for each credential scheme that a contract can name. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Security } from '../../src/model/security.ts'
import type { HttpRequest } from '../../src/outputs/site/browser/tryit/request.ts'
import { fieldsOf, signed } from '../../src/outputs/site/browser/tryit/schemes.ts'
import type { TrySecurity } from '../../src/outputs/site/tryit/types.ts'

const REQUEST: HttpRequest = {
  method: 'POST',
  url: 'https://a.example.com/v1/{token}/things?x=1',
  headers: [['X-Nonce', '7']],
  body: { kind: 'text', text: '{"a":1}' },
}
const SIGNATURE = { kind: 'signature', in: 'header', name: 'X-Sign', encoding: 'hex', examples: [] } as const
const key = (place: 'header' | 'query' | 'path' | 'cookie', name: string, prefix?: string): TrySecurity => {
  return { kind: 'key', in: place, name, prefix, examples: ['meow'] }
}
const hmac = (text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', 'one').update(text).digest(encoding)

type Case = { readonly way: readonly TrySecurity[]; readonly header?: readonly [string, string]; readonly url?: string }

/** Each field is given `one`, `two` … in its order. The compiler wants a case for each kind. */
const CASES: { readonly [K in Security['kind']]: Readonly<Record<string, Case>> } = {
  key: {
    'in a header': { way: [key('header', 'X-Api-Key')], header: ['X-Api-Key', 'one'] },
    'after a word': { way: [key('header', 'Authorization', 'Token')], header: ['Authorization', 'Token one'] },
    'in the query': { way: [key('query', 'key')], url: 'https://a.example.com/v1/{token}/things?x=1&key=one' },
    'in the path': { way: [key('path', 'token')], url: 'https://a.example.com/v1/one/things?x=1' },
    'in a cookie': { way: [key('cookie', 'session')], header: ['Cookie', 'session=one'] },
    'as a pair': { way: [key('header', 'X-Id'), key('header', 'X-Secret')], header: ['X-Secret', 'two'] },
  },
  bearer: { 'as a token': { way: [{ kind: 'bearer', examples: [] }], header: ['Authorization', 'Bearer one'] } },
  oauth2: {
    'as a token': {
      way: [{ kind: 'oauth2', flows: [], scopes: [], examples: [] }],
      header: ['Authorization', 'Bearer one'],
    },
  },
  basic: {
    'in base64': { way: [{ kind: 'basic', examples: [] }], header: ['Authorization', `Basic ${btoa('one:two')}`] },
  },
  composite: {
    'in one header': {
      way: [
        {
          kind: 'composite',
          name: 'Authorization',
          parts: [
            { word: 'User', examples: [] },
            { word: 'Element', examples: [] },
          ],
        },
      ],
      header: ['Authorization', 'User one, Element two'],
    },
  },
  signature: {
    'of what the page says': {
      way: [{ ...SIGNATURE, algorithm: 'sha256', signs: [{ header: 'X-Nonce' }, 'method', 'path', 'body'] }],
      header: ['X-Sign', hmac('7POST/v1/%7Btoken%7D/things{"a":1}', 'hex')],
    },
    'of other credentials too, whichever stands first': {
      way: [{ ...SIGNATURE, encoding: 'base64', algorithm: 'sha256', signs: ['query'] }, key('query', 'k')],
      header: ['X-Sign', hmac('x=1&k=two', 'base64')],
    },
    'given by the reader where the browser cannot make it': {
      way: [{ ...SIGNATURE, algorithm: 'md5', signs: ['body'] }],
      header: ['X-Sign', 'one'],
    },
  },
}

describe('credentials in a request', () => {
  for (const [kind, cases] of Object.entries(CASES)) {
    for (const [how, { way, header, url }] of Object.entries(cases)) {
      it(`${kind}: ${how}`, async () => {
        const words = ['one', 'two', 'three']
        const values = Object.fromEntries(fieldsOf(way).map(({ id }, at) => [id, words[at] ?? '']))
        const request = await signed(REQUEST, way, values)
        if (header !== undefined) assert.equal(request.headers.find(([name]) => name === header[0])?.[1], header[1])
        if (url !== undefined) assert.equal(request.url, url)
        assert.deepEqual(await signed(REQUEST, way, {}), REQUEST)
      })
    }
  }

  it('are asked for once where two ways share one', () => {
    const [first, second] = [fieldsOf([key('header', 'X-Id')]), fieldsOf([key('header', 'x-id'), key('query', 'x-id')])]
    assert.equal(first[0]?.id, second[0]?.id)
    assert.notEqual(second[0]?.id, second[1]?.id)
  })
})
