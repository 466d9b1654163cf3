/** How a secret is shown under each scheme. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  challenge,
  hashesOf,
  issue,
  newSecret,
  present,
  reader,
  SCHEMES,
  secretHash,
  secretTail,
  type Parts,
  type Shown,
} from '../../src/auth/index.ts'
import { partsOf } from '../../src/model/credentials.ts'
import type { Requirement, Security } from '../../src/model/security.ts'
import { SPAN } from '../model/contracts.ts'

const rest = { examples: [], span: SPAN }
const BARE: Security = { kind: 'key', in: 'header', name: 'Authorization', prefix: undefined, ...rest }
const PREFIXED: Security = { kind: 'key', in: 'header', name: 'Authorization', prefix: 'Token', ...rest }
const NAMED: Security = { ...PREFIXED, prefix: 'Token token=' }
const QUERY: Security = { kind: 'key', in: 'query', name: 'api_key', prefix: undefined, ...rest }
const COOKIE: Security = { kind: 'key', in: 'cookie', name: 'sid', prefix: undefined, ...rest }
const PATH: Security = { kind: 'key', in: 'path', name: 'access_token', prefix: undefined, ...rest }
const BEARER: Security = { kind: 'bearer', ...rest }
const BASIC: Security = { kind: 'basic', ...rest }
const KEY: Security = { kind: 'key', in: 'header', name: 'api_key', prefix: undefined, ...rest }
const SECRET: Security = { kind: 'key', in: 'header', name: 'api_secret', prefix: undefined, ...rest }
const USER_ELEMENT: Security = {
  kind: 'composite',
  name: 'Authorization',
  parts: [
    { word: 'User', examples: [] },
    { word: 'Element', examples: [] },
  ],
  span: SPAN,
}

const none = { headers: {}, query: {} }
const places = () => ({ access_token: 'meow' })
const headers = (some: Shown['headers']): Shown => ({ ...none, headers: some })
const auth = (authorization: string): Shown => headers({ authorization })
const basic = (pair: string): Shown => auth(`Basic ${Buffer.from(pair).toString('base64')}`)

describe('a secret is shown', () => {
  const cases: readonly [string, Requirement, Shown, Parts | undefined][] = [
    ['bare in a header', [BARE], auth('meow'), { key: 'meow' }],
    [
      'in a header of any casing',
      [{ ...BARE, name: 'X-Api-Key' }],
      headers({ 'x-api-key': 'meow' }),
      { api_key: 'meow' },
    ],
    ['not at all', [BARE], none, undefined],
    ['not by an empty header', [BARE], auth(''), undefined],
    ['not by a repeated header', [BARE], headers({ authorization: ['a', 'b'] }), undefined],
    ['after a word', [PREFIXED], auth('Token meow'), { token: 'meow' }],
    ['after a word in any casing', [PREFIXED], auth('tOKEN  meow'), { token: 'meow' }],
    ['after a word and its own name', [NAMED], auth('Token token="meow"'), { token: 'meow' }],
    ['after its own name without quotes', [NAMED], auth('token token=meow'), { token: 'meow' }],
    ['not after another name', [NAMED], auth('Token key=meow'), undefined],
    ['not without the word', [PREFIXED], auth('meow'), undefined],
    ['not with a word that only begins like it', [PREFIXED], auth('Tokens meow'), undefined],
    ['in the query', [QUERY], { ...none, query: { api_key: 'meow' } }, { api_key: 'meow' }],
    [
      'in the query with a hyphen for the underscore',
      [QUERY],
      { ...none, query: { 'api-key': 'a' } },
      { api_key: 'a' },
    ],
    ['not twice in the query', [QUERY], { ...none, query: { api_key: ['a', 'b'] } }, undefined],
    ['in a cookie', [COOKIE], headers({ cookie: 'a=b; sid=meow' }), { sid: 'meow' }],
    ['not in a cookie that came twice', [COOKIE], headers({ cookie: 'sid=a; sid=b' }), undefined],
    ['in the path', [PATH], none, { access_token: 'meow' }],
    ['as a bearer token', [BEARER], auth('Bearer meow'), { token: 'meow' }],
    ['not as a bearer token without one', [BEARER], auth('Bearer '), undefined],
    ['as user name alone', [BASIC], basic('meow:'), { username: 'meow', password: '' }],
    ['as password alone', [BASIC], basic(':meow'), { username: '', password: 'meow' }],
    ['as the whole pair', [BASIC], basic('tom:me:ow'), { username: 'tom', password: 'me:ow' }],
    ['not by a pair without a colon', [BASIC], basic('meow'), undefined],
    ['not by an empty pair', [BASIC], basic(':'), undefined],
    [
      'as a pair of headers',
      [KEY, SECRET],
      headers({ api_key: 'a', api_secret: 'b' }),
      { api_key: 'a', api_secret: 'b' },
    ],
    [
      'as a pair whose underscores a proxy made hyphens',
      [KEY, SECRET],
      headers({ 'api-key': 'a', 'api-secret': 'b' }),
      { api_key: 'a', api_secret: 'b' },
    ],
    ['not by half of a pair', [KEY, SECRET], headers({ api_key: 'a' }), undefined],
    [
      'as several secrets in one header, in any order',
      [USER_ELEMENT],
      auth('element  e+/=, User u'),
      { user: 'u', element: 'e+/=' },
    ],
    ['not by some of several secrets', [USER_ELEMENT], auth('User u'), undefined],
    ['not by one of several secrets twice', [USER_ELEMENT], auth('User u, Element e, User v'), undefined],
  ]
  for (const [name, requirement, request, parts] of cases)
    it(name, () => assert.deepEqual(reader(requirement)(request, places), parts))

  it('or not, whatever the header is: never an exception', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const security of [BARE, PREFIXED, BEARER, BASIC, USER_ELEMENT]) reader([security])(auth(text), places)
      }),
    ))

  it('as it is presented, for every scheme', () => {
    const secret = fc.stringMatching(/^[\w+/.-]{1,40}$/)
    const all: Requirement[] = [
      [BARE],
      [PREFIXED],
      [QUERY],
      [COOKIE],
      [PATH],
      [BEARER],
      [BASIC],
      [KEY, SECRET],
      [USER_ELEMENT],
    ]
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.array(secret, { minLength: 2, maxLength: 2 }), (requirement, values) => {
        const parts = Object.fromEntries(partsOf(requirement).map(({ name }, at) => [name, values[at] ?? '']))
        const shown = present(requirement, parts)
        const lower = Object.fromEntries(
          Object.entries(shown.headers).map(([name, value]) => [name.toLowerCase(), value]),
        )
        const request = { headers: lower, query: shown.query }
        assert.deepEqual({ ...reader(requirement)(request, () => shown.path) }, parts)
      }),
    )
  })
})

describe('a credential that is given out', () => {
  it('is one key for all ways in that ask for one value', () => {
    const { values, hashes } = issue([[BARE], [BEARER], [QUERY]])
    assert.deepEqual(
      values.map(({ name, secret }) => ({ name, secret })),
      [{ name: 'key', secret: true }],
    )
    assert.deepEqual(hashes, hashesOf({ token: values[0]?.value ?? '' }))
  })
  it('has every value of a pair, and says which is the secret', () => {
    const { values, hashes } = issue([[KEY, SECRET]])
    assert.deepEqual(
      values.map(({ name, secret }) => `${name} ${secret}`),
      ['api_key false', 'api_secret true'],
    )
    assert.deepEqual(hashes, hashesOf(Object.fromEntries(values.map(({ name, value }) => [name, value]))))
  })
  it('serves ways in that ask for different parts of it', () => {
    const other: Security = {
      ...USER_ELEMENT,
      parts: [
        { word: 'User', examples: [] },
        { word: 'Organization', examples: [] },
      ],
    }
    const { values, hashes } = issue([[USER_ELEMENT], [other]])
    assert.deepEqual(
      values.map(({ name }) => name),
      ['user', 'element', 'organization'],
    )
    const [user, , organization] = values
    const shown = hashesOf({ user: user?.value ?? '', organization: organization?.value ?? '' })
    assert.deepEqual(shown, [hashes[0], hashes[2]])
  })
  it('exists where the page asks for nothing', () => assert.equal(issue([]).values[0]?.name, 'key'))
})

describe('a challenge', () => {
  it('names the scheme and the realm', () => {
    assert.equal(challenge(BEARER, 'Kittn API'), 'Bearer realm="Kittn API"')
    assert.equal(challenge(PREFIXED, 'Kittn'), 'Token realm="Kittn", in="header", name="Authorization"')
    assert.match(challenge(BASIC, 'Kittn'), /^Basic realm="Kittn"/)
  })
  it('is a header whatever the title is', () =>
    fc.assert(fc.property(fc.string(), (title) => /^[\x20-\x7e]*$/.test(challenge(BARE, title)))))
  it('exists for every kind', () =>
    assert.deepEqual(Object.keys(SCHEMES).toSorted(), ['basic', 'bearer', 'composite', 'key', 'oauth2', 'signature']))
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
