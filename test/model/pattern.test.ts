/** Fields whose names are data in part: what fits them, and what becomes of it everywhere. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { fieldOf, patternFrom, patternSource } from '../../src/model/pattern.ts'
import type { ObjectShape, Pattern } from '../../src/model/shape.ts'
import { declarations } from '../../src/outputs/types/index.ts'
import { compileErrors } from '../outputs/compile.ts'
import { readingOf } from '../outputs/reading.ts'
import { serve, type Served } from '../serve/served.ts'
import { bodyOf, contract, operation, response } from './contracts.ts'

const pattern = (name: string, more: Partial<Pattern> = {}): Pattern => ({
  ...patternFrom({ name, shape: { kind: 'string' }, required: false }),
  ...more,
})
const STATES = { kind: 'string', values: ['Issue', 'No Issue'] } as const
const BODY: ObjectShape = {
  kind: 'object',
  open: true,
  fields: [
    { name: 'title', shape: { kind: 'string' }, required: true },
    { name: 'category_all', shape: { kind: 'boolean' }, required: false },
  ],
  patterns: [pattern('category_<id>', { shape: STATES }), pattern('category_note_{id}')],
}
const PAGE = contract([
  {
    ...operation('POST /tickets'),
    body: { ...bodyOf({ title: 'x' }), shape: BODY },
    responses: [{ ...response({ title: 'x' }), shape: BODY }],
  },
])

describe('a pattern', () => {
  let served: Served | undefined
  after(() => served?.close())

  it('has names of one word in the place of the placeholder, and of digits alone where it is numeric', () => {
    assert.equal(fieldOf(BODY, 'category_2')?.name, 'category_{id}')
    assert.equal(fieldOf(BODY, 'category_note_2')?.name, 'category_note_{id}')
    assert.equal(fieldOf(BODY, 'category_'), undefined)
    assert.equal(fieldOf(BODY, 'subcategory_2'), undefined)
    const numeric = { ...BODY, patterns: [pattern('category_<id>', { numeric: true })] }
    assert.deepEqual(
      [fieldOf(numeric, 'category_x'), fieldOf(numeric, 'category_7')?.name],
      [undefined, 'category_{id}'],
    )
  })

  it('leaves a field of its own name alone', () => {
    assert.equal(fieldOf(BODY, 'category_all')?.shape.kind, 'boolean')
    assert.equal(patternSource(BODY, pattern('category_<id>')), '^(?!(?:category_all)$)category_[^_]+$')
  })

  it('is checked, is kept in answers, and nothing else is', async () => {
    served = await serve(PAGE, { behaviour: { operations: { 'POST /tickets': ({ body }) => body } } })
    const body = { title: 'a', category_all: true, category_2: 'Issue', category_note_2: 'b', other: 1 }
    const { other: _, ...kept } = body
    assert.deepEqual((await served.ask('POST /tickets', { body })).json(), kept)
    const refused = await served.ask('POST /tickets', { body: { title: 'a', category_2: 'so so' } })
    assert.match(refused.text, /category_2 must be one of/)
  })

  it('is a type that handlers can fill', () => {
    const use = `import type { Kittn } from './api.gen.d.ts'
      type Body = Kittn['operations']['POST /tickets']['body']
      export const body: Body = { title: 'a', category_all: true, category_2: 'Issue', category_note_2: 'b' }
      // @ts-expect-error -- a number is neither
      export const wrong: Body = { title: 'a', category_2: 2 }`
    assert.equal(compileErrors({ 'api.gen.d.ts': declarations(readingOf(PAGE)), 'use.ts': use }), '')
  })
})
