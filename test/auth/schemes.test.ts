/** How a secret is shown under each scheme. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { challenge, newSecret, SCHEMES, secretHash, secretTail, shown } from '../../src/auth/index.ts'
import type { Security } from '../../src/model/contract.ts'
import { SPAN } from '../model/contracts.ts'

const rest = { examples: [], span: SPAN }
const BARE: Security = { kind: 'key', in: 'header', name: 'Authorization', prefix: undefined, ...rest }
const PREFIXED: Security = { kind: 'key', in: 'header', name: 'Authorization', prefix: 'Token', ...rest }
const QUERY: Security = { kind: 'key', in: 'query', name: 'api_key', prefix: undefined, ...rest }
const BEARER: Security = { kind: 'bearer', ...rest }
const BASIC: Security = { kind: 'basic', ...rest }

const auth = (authorization: string): Parameters<typeof shown>[1] => ({ headers: { authorization }, query: {} })
const basic = (pair: string): Parameters<typeof shown>[1] => auth(`Basic ${Buffer.from(pair).toString('base64')}`)

describe('a secret is shown', () => {
  const cases: readonly [string, Security, Parameters<typeof shown>[1], string | undefined][] = [
    ['bare in a header', BARE, auth('meow'), 'meow'],
    [
      'in a header of any casing',
      { ...BARE, name: 'X-Api-Key' },
      { headers: { 'x-api-key': 'meow' }, query: {} },
      'meow',
    ],
    ['not at all', BARE, { headers: {}, query: {} }, undefined],
    ['not by an empty header', BARE, auth(''), undefined],
    ['not by a repeated header', BARE, { headers: { authorization: ['a', 'b'] }, query: {} }, undefined],
    ['after a word', PREFIXED, auth('Token meow'), 'meow'],
    ['after a word in any casing', PREFIXED, auth('tOKEN  meow'), 'meow'],
    ['not without the word', PREFIXED, auth('meow'), undefined],
    ['not with a word that only begins like it', PREFIXED, auth('Tokens meow'), undefined],
    ['in the query', QUERY, { headers: {}, query: { api_key: 'meow' } }, 'meow'],
    ['not twice in the query', QUERY, { headers: {}, query: { api_key: ['a', 'b'] } }, undefined],
    ['as a bearer token', BEARER, auth('Bearer meow'), 'meow'],
    ['not as a bearer token without one', BEARER, auth('Bearer '), undefined],
    ['as user name alone', BASIC, basic('meow:'), 'meow'],
    ['as password alone', BASIC, basic(':meow'), 'meow'],
    ['as the whole pair', BASIC, basic('tom:me:ow'), 'tom:me:ow'],
    ['not by a pair without a colon', BASIC, basic('meow'), undefined],
    ['not by an empty pair', BASIC, basic(':'), undefined],
  ]
  for (const [name, security, request, secret] of cases) it(name, () => assert.equal(shown(security, request), secret))

  it('or not, whatever the header is: never an exception', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const security of [BARE, PREFIXED, BEARER, BASIC]) shown(security, auth(text))
      }),
    ))
})

describe('a challenge', () => {
  it('names the scheme and the realm', () => {
    assert.equal(challenge(BEARER, 'Kittn API'), 'Bearer realm="Kittn API"')
    assert.equal(challenge(PREFIXED, 'Kittn'), 'Token realm="Kittn", in="header", name="Authorization"')
    assert.match(challenge(BASIC, 'Kittn'), /^Basic realm="Kittn"/)
  })
  it('is a header whatever the title is', () =>
    fc.assert(fc.property(fc.string(), (title) => /^[\x20-\x7e]*$/.test(challenge(BARE, title)))))
  it('exists for every kind', () => assert.deepEqual(Object.keys(SCHEMES).toSorted(), ['basic', 'bearer', 'key']))
})

describe('secrets', () => {
  it('are long, plain and different each time', () => {
    const secrets = Array.from({ length: 200 }, newSecret)
    assert.equal(new Set(secrets).size, 200)
    for (const secret of secrets) assert.match(secret, /^[a-km-zA-HJ-NP-Z2-9]{32}$/)
  })
  it('use all of their alphabet', () => assert.equal(new Set(Array.from({ length: 400 }, newSecret).join('')).size, 57))
  it('are kept as SHA-256', () =>
    assert.equal(secretHash('meow'), '404cdd7bc109c432f8cc2443b45bcfe95980f5107215c645236e577929ac3e52'))
  it('are recognised by their end', () => assert.equal(secretTail('meowmeowpurr'), 'purr'))
})
