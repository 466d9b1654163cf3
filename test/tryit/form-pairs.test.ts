import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { nestedForm } from '../../src/model/form.ts'
import type { Json } from '../../src/model/shape.ts'
import { formPairs } from '../../src/outputs/site/browser/tryit/form-pairs.ts'

const sent = (fields: Record<string, Json>) => Object.entries(fields).flatMap(([name, value]) => formPairs(name, value))

describe('a form', () => {
  it('has in brackets what lies in what', () => {
    const fields = {
      owner: { name: 'Ada', langs: ['en', 'de'] },
      tags: ['a', 'b'],
      cages: [{ wing: 'n' }, { size: 2 }],
    }
    assert.deepEqual(sent(fields), [
      ['owner[name]', 'Ada'],
      ['owner[langs][]', 'en'],
      ['owner[langs][]', 'de'],
      ['tags', 'a'],
      ['tags', 'b'],
      ['cages[0][wing]', 'n'],
      ['cages[1][size]', '2'],
    ])
  })

  it('is read as it was meant', () => {
    const name = fc.stringMatching(/^[a-z_]{1,6}$/).filter((one) => one !== '__proto__')
    const text = fc.string({ minLength: 1 })
    const { fields } = fc.letrec<{ fields: Record<string, Json>; value: Json }>((tie) => ({
      fields: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.array(text, { minLength: 2, maxLength: 3 }),
        fc.array(tie('fields'), { minLength: 1, maxLength: 2 }),
        tie('fields'),
      ),
    }))
    fc.assert(fc.property(fields, (given) => assert.deepEqual(nestedForm(sent(given)), given)))
  })
})
