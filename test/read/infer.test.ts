/** Values: tolerant JSON, shapes from examples, types and bounds from words. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { requiredCell } from '../../src/model/need.ts'
import { merged, shapeOf } from '../../src/read/values/infer.ts'
import { readJson } from '../../src/read/values/json.ts'
import { typeOf } from '../../src/read/values/types.ts'
import { boundsInProse, defaultInProse, requiredInProse, valuesInProse } from '../../src/read/values/wording.ts'
import { shapeTold } from './telling.ts'

const value = (text: string) => {
  const json = readJson(text)
  return json.kind === 'json' ? json.value : `${json.line}:${json.column} ${json.reason}`
}
const shape = (...values: readonly unknown[]) => shapeTold(merged(values.map((one) => shapeOf(one as never))))

describe('JSON of samples', () => {
  it('may have comments of every kind', () => {
    assert.deepEqual(value('{ // one\n "a": 1, # two\n /* three\n */ "b": "http://x" <!-- four --> }'), {
      a: 1,
      b: 'http://x',
    })
  })
  it('may leave things out', () => {
    assert.deepEqual(value('[1, 2, ...]'), [1, 2])
    assert.deepEqual(value('{"a": [{"b": 1}, …], ...}'), { a: [{ b: 1 }] })
    assert.deepEqual(value('{\n  "a": 1\n  ...\n}'), { a: 1 })
  })
  it('may have commas too many', () => assert.deepEqual(value('{"a": [1, 2,], }'), { a: [1, 2] }))
  it('may stand after the head of the answer', () => {
    assert.deepEqual(value('HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"a": 1}'), { a: 1 })
  })
  it('may be several values, of which the first is taken', () =>
    assert.deepEqual(value('{"a": 1}\n\n{"a": 2}'), { a: 1 }))
  it('tells what is wrong and where', () => {
    assert.equal(value('{\n  "a": 1\n  "b": 2\n}'), '2:9 a comma is missing here')
    assert.match(String(value('{"a": none}')), /^1:7 a value was expected/)
    assert.match(String(value('{"a": 1')), /^1:8 /)
    assert.match(String(value('{"a: 1}')), /^1:2 the string is not closed/)
  })
  it('is not parsed without end', () => {
    assert.match(String(value('['.repeat(100_000))), /nested more than/)
    const began = process.cpuUsage()
    value(`{"a": [${'1,'.repeat(200_000)}`)
    assert.ok(process.cpuUsage(began).user < 3e6)
  })
  it('that is strict is read as JSON.parse reads it', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), (text) => assert.deepEqual(value(text), JSON.parse(text))))
  })
  it('with a comment before it means the same', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => assert.deepEqual(value(`// x\n${text}`), JSON.parse(text))),
    )
  })
  it('never throws', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '1',
      '...',
      '//',
      '/*',
      '\n',
      'null',
      '\\',
      '"a"',
      '#',
      '…',
    )
    fc.assert(fc.property(fc.array(part), (parts) => void readJson(parts.join(''))))
  })
})

describe('shapes of examples', () => {
  it('know formats', () => {
    assert.equal(
      shape({
        a: '2019-05-01T10:00:00Z',
        b: '2019-05-01',
        c: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
        d: 'a@b.org',
        e: 'https://b.org/x',
        f: 'b.org',
      }),
      '{a: string (date-time), b: string (date), c: string (uuid), d: string (email), e: string (uri), f: string}',
    )
  })
  it('join the items of a list', () => {
    assert.equal(shape([{ a: 1, b: 'x' }, { a: 2.5 }, { a: 3, b: null }]), 'list of {a: number, b?: string or null}')
  })
  it('join examples: what all have is required', () => {
    assert.equal(
      shape({ a: 1, b: true }, { a: null, c: [] }, { a: 2, c: [1] }),
      '{a: integer or null, b?: boolean, c?: list of integer}',
    )
  })
  it('give up a format that one lacks', () => assert.equal(shape(['2019-05-01', 'soon']), 'list of string'))
  it('keep other kinds apart', () =>
    assert.equal(shape(1, 'a', { b: 1 }, { b: 'x' }), 'integer or string or {b: integer or string}'))
  it('of one value and of the same twice are the same', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (one) => assert.equal(shape(one, one), shape(one))))
  })
})

describe('types in words', () => {
  const types: Readonly<Record<string, string>> = {
    int: 'integer',
    Integer: 'integer',
    '*string*': 'string',
    Bool: 'boolean',
    'Array of strings': 'list of string',
    'string[]': 'list of string',
    '[Integer]': 'list of integer',
    'array<object>': 'list of {}',
    'string (UUID4)': 'string (uuid)',
    'string<date-time>': 'string (date-time)',
    'string(50)': 'string ..50',
    'integer($int32)': 'integer',
    'String or null': 'string or null',
    整数: 'integer',
    entero: 'integer',
    hash: '{}',
  }
  for (const [words, expected] of Object.entries(types)) {
    it(words, () => assert.equal(shapeTold(typeOf(words) ?? { kind: 'any' }), expected))
  }
  it('that are none are left alone', () => {
    for (const words of ['the name of the user', 'Yes', 'Recipient', '', '<a href="#x">Emails</a>'])
      assert.equal(typeOf(words), undefined)
  })
})

describe('words of descriptions', () => {
  const cell = (text: string) => ({
    html: '',
    text: text.replaceAll('`', ''),
    codes: [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  })

  it('bound numbers and lengths', () => {
    assert.deepEqual(boundsInProse("The content limit per page. Can't be higher than 50."), {
      maximum: 50,
      characters: false,
    })
    assert.deepEqual(boundsInProse('From 0 to 10.'), { minimum: 0, maximum: 10, characters: false })
    assert.deepEqual(boundsInProse('The name, 1 to 100 characters.'), { minimum: 1, maximum: 100, characters: true })
    assert.deepEqual(boundsInProse('At least 18'), { minimum: 18, characters: false })
    assert.deepEqual(boundsInProse('Max 1,000.'), { maximum: 1000, characters: false })
  })
  it('do not bound by chance', () => {
    for (const text of [
      'Takes up to 5 minutes to arrive',
      'Between you and me',
      '24-hour clock',
      'See RFC 3339-1',
      'From 10 to 3',
    ]) {
      assert.equal(boundsInProse(text), undefined, text)
    }
  })
  it('enumerate', () => {
    assert.deepEqual(valuesInProse(cell('One of `kitten`, `cat`. A cat is a `kitten` that has grown up.')), [
      'kitten',
      'cat',
    ])
    assert.deepEqual(valuesInProse(cell('Must be one of: `a`, `b` or `c`')), ['a', 'b', 'c'])
    assert.deepEqual(valuesInProse(cell('Possible values are `asc` and `desc` (default `asc`)')), ['asc', 'desc'])
  })
  it('do not enumerate by chance', () => {
    for (const text of [
      'The breed, or `unknown`.',
      'Like `a` or `b`',
      'One of the animals in `north`',
      'can be `true`',
    ]) {
      assert.equal(valuesInProse(cell(text)), undefined, text)
    }
  })
  it('name defaults', () => {
    assert.equal(defaultInProse('How many. Defaults to 10.', { kind: 'integer' }), 10)
    assert.equal(defaultInProse('Default: "asc"', { kind: 'string' }), 'asc')
    assert.equal(defaultInProse('The default is `true`', undefined), true)
    assert.equal(defaultInProse('The default wing of the house', undefined), undefined)
  })
  it('require or not', () => {
    for (const text of ['yes', 'Required', 'true', 'Y', '必须', 'obligatorio', '是', 'M'])
      assert.equal(requiredCell(text), true, text)
    for (const text of ['no', 'Optional', 'false', 'N', '-', '否', 'opcional'])
      assert.equal(requiredCell(text), false, text)
    for (const text of ['', 'conditional', 'see below']) assert.equal(requiredCell(text), undefined, text)
    assert.equal(requiredInProse('**Required.** The name'), true)
    assert.equal(requiredInProse('(optional) The name'), false)
    assert.equal(requiredInProse('Whether a password is required for it'), undefined)
    assert.equal(requiredInProse('Required scopes are listed below'), undefined)
  })
})
