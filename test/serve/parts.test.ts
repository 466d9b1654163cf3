/** The small parts: coercion, cutting, negotiation, bodies, redaction, routes, times. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Json, Shape } from '../../src/model/shape.ts'
import { accepts, encodingFor } from '../../src/serve/accept.ts'
import { Failure } from '../../src/serve/fail.ts'
import { bodyKind, parseForm, parseJson } from '../../src/serve/body.ts'
import { cleaner } from '../../src/serve/resource/clean.ts'
import { coerce } from '../../src/serve/coerce.ts'
import { cut } from '../../src/serve/cut.ts'
import { networkOf } from '../../src/serve/network.ts'
import { redactor } from '../../src/serve/log.ts'
import { operation, shapeOf, SPAN } from '../model/contracts.ts'

describe('texts', () => {
  const cases: readonly (readonly [Shape['kind'], string, Json])[] = [
    ['integer', '42', 42],
    ['integer', '-1', -1],
    ['integer', '0', 0],
    ...['1e3', ' 1', '1 ', '01', '+1', '1.0', '0x1', '', '٣', '9007199254740993', 'NaN'].map(
      (text) => ['integer', text, text] as const,
    ),
    ['number', '1.50', 1.5],
    ...['1e3', 'Infinity', '.5', '5.', '1,5'].map((text) => ['number', text, text] as const),
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ...['1', 'True'].map((text) => ['boolean', text, true] as const),
    ...['0', 'False'].map((text) => ['boolean', text, false] as const),
    ...['yes', '01', 'TRUE', ' 1', ''].map((text) => ['boolean', text, text] as const),
    ['string', '42', '42'],
    ['any', '42', '42'],
  ]
  // Each of these kinds is a whole shape.
  for (const [kind, text, value] of cases)
    it(`${JSON.stringify(text)} as ${kind}`, () => assert.deepEqual(coerce({ kind } as Shape, text), value))

  it('are the first kind of a union that fits', () => {
    const union: Shape = { kind: 'union', options: [{ kind: 'string' }, { kind: 'integer' }, { kind: 'boolean' }] }
    assert.deepEqual(
      ['5', 'true', 'x'].map((text) => coerce(union, text)),
      [5, true, 'x'],
    )
  })
})

describe('what leaves is cut to the shape', () => {
  const shape = shapeOf({ id: 1, owner: { name: 'a' }, tags: [{ t: 1 }], data: {} })
  it('on every level', () =>
    assert.deepEqual(
      cut(shape, { id: 1, secret: 2, owner: { name: 'a', secret: 3 }, tags: [{ t: 1, secret: 4 }, 5], data: { x: 1 } }),
      { id: 1, owner: { name: 'a' }, tags: [{ t: 1 }, 5], data: { x: 1 } },
    ))
  it('where it lists anything: maps whose names are data stay', () =>
    assert.deepEqual(cut(shapeOf({ '2026-01-31': 5, '2026-02-01': 6 }), { '2027-01-01': 1 }), { '2027-01-01': 1 }))
  it('for unions, to the fields of any of them', () =>
    assert.deepEqual(
      cut({ kind: 'union', options: [shapeOf({ a: 1 }), shapeOf({ b: 1 }), { kind: 'null' }] }, { a: 1, b: 2, c: 3 }),
      { a: 1, b: 2 },
    ))
  it('and is not copied where nothing has to go', () => {
    const value = { id: 1, owner: { name: 'a' } }
    assert.equal(cut(shape, value), value)
  })
  it('whatever it is: cutting twice is cutting once', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (example, value) => {
        const of = shapeOf(example as Json)
        assert.deepEqual(cut(of, cut(of, value as Json)), cut(of, value as Json))
      }),
    ))
  it('as text, to the letter where nothing has to go', () => {
    const clean = cleaner(shapeOf({ id: 1, name: 'a' }))
    const text = '{ "id": 1.0, "name":"\\u00e9" }'
    for (let n = 0; n < 2; n++) {
      assert.equal(clean(text), text)
      assert.equal(clean('{"id":1,"secret":2}'), '{"id":1}')
    }
  })
})

it('addresses are counted by subscriber: each has one of version 4, and a network of version 6', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0a::ffff', '2001:db8:0:a::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ]
  for (const [address, network] of cases) assert.equal(networkOf(address), network)
})

describe('negotiation', () => {
  const json = 'application/json'
  for (const accept of [
    undefined,
    '',
    '*/*',
    'application/json',
    'application/*',
    'text/html,application/xhtml+xml,*/*;q=0.8',
    'APPLICATION/JSON; q=0.1',
  ])
    it(`${accept} takes JSON`, () => assert.equal(accepts(accept, json), true))
  for (const accept of [
    'text/html',
    'application/xml',
    'application/json;q=0',
    '*/*;q=0',
    'application/json;q=0, */*',
    'text/*',
  ])
    it(`${accept} does not`, () => assert.equal(accepts(accept, json), false))
  it('picks encodings by weight', () => {
    const headers = [undefined, 'gzip', 'gzip, br', 'br;q=0.1, gzip', '*', 'identity', 'br;q=0', '*;q=0']
    assert.deepEqual(headers.map(encodingFor), [undefined, 'gzip', 'br', 'gzip', 'br', undefined, undefined, undefined])
  })
})

describe('bodies', () => {
  it('are known by their type', () => {
    const types = [
      'application/json',
      'Application/JSON; charset="UTF-8"',
      'application/vnd.api+json',
      'application/x-www-form-urlencoded',
      'application/json;charset=utf-16',
      'text/plain',
      '',
      undefined,
    ]
    assert.deepEqual(types.map(bodyKind), ['json', 'json', 'json', 'form', 'other', 'other', 'other', 'other'])
  })
  it('of JSON are parsed as JSON.parse does', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value)
        if (!/__proto__|\\u|\d{3}/.test(text)) assert.deepEqual(parseJson(Buffer.from(text)), JSON.parse(text))
      }),
    ))
  it('say where they are broken', () =>
    assert.throws(
      () => parseJson(Buffer.from('{\n  "a": 1,\n  b\n}')),
      (error) => error instanceof Failure && /line 3, column 3/.test(error.message),
    ))
  it('are parsed or refused, never anything else', () =>
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        for (const parse of [parseJson, parseForm]) {
          try {
            parse(Buffer.from(bytes))
          } catch (error) {
            assert.ok(error instanceof Failure && error.status === 400)
          }
        }
      }),
    ))
  it('keep brackets in strings apart from nesting', () => {
    assert.equal((parseJson(Buffer.from(JSON.stringify({ a: '[{\\"'.repeat(500) }))) as { a: string }).a.length, 2000)
    assert.throws(() => parseJson(Buffer.from('['.repeat(101) + ']'.repeat(101))), /nested/)
    assert.doesNotThrow(() => parseJson(Buffer.from('['.repeat(100) + ']'.repeat(100))))
  })
})

describe('the log', () => {
  const plain = { kind: 'key', prefix: undefined, examples: [], span: SPAN } as const
  const redact = redactor({
    security: [[{ ...plain, in: 'query', name: 'who' }], [{ ...plain, in: 'path', name: 'pass' }]],
    operations: [operation('GET /api/{pass}/kittens'), operation('GET /api/kittens/{id}')],
  })
  const cases = [
    ['/a?who=me&b=1', '/a?who=***&b=1'],
    ['/a?WHO=me', '/a?WHO=***'],
    ['/a?%77ho=me', '/a?%77ho=***'],
    [
      '/a?api_key=x&access_token=y&client_secret=z&password=p',
      '/a?api_key=***&access_token=***&client_secret=***&password=***',
    ],
    ['/a?monkey=x&keys=y&%zz=1', '/a?monkey=x&keys=y&%zz=1'],
    ['/a', '/a'],
    ['/zoo/api/s3cret/kitens', '/zoo/api/***/kitens'],
    ['/api/s3cret', '/api/***'],
  ]
  for (const [url = '', redacted] of cases) it(`has ${redacted}`, () => assert.equal(redact(url), redacted))
})
