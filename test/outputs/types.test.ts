import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Contract } from '../../src/model/contract.ts'
import type { Json, Shape } from '../../src/model/shape.ts'
import { declarations, types } from '../../src/outputs/types/index.ts'
import { interfaceName } from '../../src/outputs/types/names.ts'
import { SPAN, contract, operation, parameter } from '../model/contracts.ts'
import { compileErrors } from './compile.ts'
import { readingOf } from './reading.ts'

const textOf = (made: Contract) => declarations(readingOf(made))
const HOSTILE = [
  '*/ export const x = 1 /*',
  "'",
  '"',
  '\\',
  '`${x}`',
  '\n}',
  '\u2028',
  '__proto__',
  'a-b',
  '1',
  '',
  'constructor',
]

/** Compiles the types of a contract together with lines that use them. */
function errorsIn(made: Contract, ...uses: string[]): string {
  const names = [...textOf(made).matchAll(/^export interface (\w+)/gm)].map((match) => match[1])
  const use = [
    `import type { ${names.join(', ')} } from './api.gen.d.ts'`,
    'export type All = [',
    names.join(', '),
    ']',
    ...uses,
  ]
  return compileErrors({ 'api.gen.d.ts': textOf(made), 'use.ts': use.join('\n') })
}

const MAX = { id: 2, name: 'Max', breed: 'unknown' }
const path = [parameter('path', 'id', { shape: { kind: 'integer' } })]
const query = [
  parameter('query', 'available', { shape: { kind: 'boolean' }, default: true }),
  parameter('query', 'name', { description: 'Part of */ the name.' }),
]
const bodyShape: Shape = {
  kind: 'object',
  open: false,
  fields: [
    { name: 'name', shape: { kind: 'string' }, required: true },
    { name: 'hidden', shape: { kind: 'boolean' }, required: false },
    {
      name: 'size',
      shape: { kind: 'union', options: [{ kind: 'string', values: ['s', "l'"] }, { kind: 'null' }] },
      required: false,
    },
  ],
}

const KITTN = contract(
  [
    operation('GET /api/kittens', { answer: [MAX], parameters: query }),
    operation('GET /api/kittens/{id}', { answer: MAX, parameters: path }),
    {
      ...operation('POST /api/kittens', { answer: MAX }),
      body: { mediaTypes: [], shape: bodyShape, example: undefined, span: SPAN },
    },
    operation('DELETE /api/kittens/{id}', { answer: null, status: 204, parameters: [parameter('header', 'If-Match')] }),
  ],
  { title: 'Kittn API Reference' },
)

describe('api.gen.d.ts', () => {
  it('is one file that is not published', () => {
    assert.equal(types.published, false)
    assert.deepEqual(types.run(readingOf(KITTN), { dev: false }), [{ path: 'api.gen.d.ts', content: textOf(KITTN) }])
  })

  it('types what handlers are given and what they answer', () => {
    const errors = errorsIn(
      KITTN,
      "type List = Kittn['operations']['GET /api/kittens']",
      "type Get = Kittn['operations']['GET /api/kittens/{id}']",
      "type Create = Kittn['operations']['POST /api/kittens']",
      "type Remove = Kittn['operations']['DELETE /api/kittens/{id}']",
      "export const max: Kitten = { id: 2, name: 'Max', breed: 'unknown' }",
      'export const list: List["answer"] = [max]',
      'export const get: Get["answer"] = max',
      'export const query: List["query"] = { available: true }',
      '// @ts-expect-error a default fills it',
      'export const less: List["query"] = {}',
      'export const path: Get["path"] = { id: 2 }',
      '// @ts-expect-error an integer',
      'export const wrong: Get["path"] = { id: "2" }',
      'export const body: Create["body"] = { name: "Max", size: "l\'" }',
      '// @ts-expect-error not one of them',
      'export const large: Create["body"] = { name: "Max", size: "xl" }',
      'export const none: [List["body"], Remove["answer"]] = [undefined, undefined]',
      'export const headers: Remove["headers"] = { "If-Match": "x" }',
    )
    assert.equal(errors, '')
  })

  it('types records by collection, with the fields that only bodies have', () => {
    const errors = errorsIn(
      KITTN,
      "export const max: Kittn['records']['kittens'] = { id: 2, name: 'Max', breed: '', hidden: true, size: null }",
      '// @ts-expect-error a number',
      "export const id: Kittn['records']['kittens']['id'] = 'x'",
      '// @ts-expect-error no such collection',
      "export type Cats = Kittn['records']['cats']",
    )
    assert.equal(errors, '')
  })

  it('is named after the page, without what every title says', () => {
    const titles = [
      'Kittn API Reference',
      'ProcessOut API',
      'connecTicket',
      'API Reference',
      '',
      '日本',
      '1Token Docs',
      'Café REST API',
    ]
    const names = ['Kittn', 'ProcessOut', 'ConnecTicket', 'Api', 'Api', 'Api', 'Api1Token', 'Cafe']
    assert.deepEqual(titles.map(interfaceName), names)
  })

  it('has interfaces of different names where page and records are called alike', () => {
    const both = contract(KITTN.operations, { title: 'Kitten' })
    assert.equal(errorsIn(both, "export type Same = Kitten['records']['kittens'] & KittenRecord"), '')
  })

  it('carries descriptions as comments that cannot be left', () => {
    assert.match(textOf(KITTN), /\/\*\* Part of \*\\\/ the name\. \*\//)
  })

  it('compiles whatever the names are', () => {
    const fields = HOSTILE.map((name) => ({
      name,
      shape: { kind: 'string', values: [name] } as const,
      required: true,
      description: name,
    }))
    const shape: Shape = { kind: 'object', open: false, fields: [...fields, ...fields] }
    const answer = Object.fromEntries(HOSTILE.map((name) => [name, name]))
    const body = { mediaTypes: [], shape, example: undefined, span: SPAN }
    const operations = HOSTILE.flatMap((name) => [
      { ...operation(`POST /${name}`, { answer: [answer], title: name }), body },
      operation(`GET /${name}/{${name}}`, { answer, parameters: HOSTILE.map((one) => parameter('query', one)) }),
    ])
    assert.equal(errorsIn(contract(operations, { title: HOSTILE.join(' ') })), '')
  })

  it('compiles for any contract', () => {
    const answer = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>
    const part = fc.oneof(fc.constantFrom(...HOSTILE, 'a', '{a}'), fc.string({ maxLength: 4 }))
    const paths = fc.uniqueArray(fc.array(part, { maxLength: 3 }), {
      maxLength: 6,
      selector: (parts) => parts.join('/'),
    })
    const made = fc.tuple(paths, answer, part).map(([all, value, title]) => {
      const shown = all
        .map((parts) => `GET /${parts.join('/')}`)
        .map((key) => operation(key, { answer: value, title, body: value }))
      return textOf(contract(shown, { title }))
    })
    const texts = fc.sample(made, 60).map((text, index) => [`sample-${index}.d.ts`, text])
    assert.equal(compileErrors(Object.fromEntries(texts)), '')
  })
})
