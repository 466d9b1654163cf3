import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withIds } from '../../src/model/ids.ts'
import { contract, operation, parameter } from './contracts.ts'

const MAX = { id: 2, name: 'Max' }
const path = (name: string, more: Parameters<typeof parameter>[2] = {}) => ({
  parameters: [parameter('path', name, more)],
})

/** The kind of the first parameter of each operation. */
const kinds = (...operations: Parameters<typeof contract>[0]) =>
  withIds(contract(operations)).operations.map((one) => one.parameters[0]?.shape.kind)

describe('ids in paths', () => {
  it('are integers where the records show integers', () => {
    const list = operation('GET /kittens', { answer: [MAX], parameters: [parameter('query', 'id')] })
    const get = operation('GET /kittens/{id}', { answer: MAX, ...path('id') })
    const friends = operation('GET /kittens/{kitten}/friends', path('kitten'))
    assert.deepEqual(kinds(list, get, friends), ['string', 'integer', 'integer'])
  })

  it('are strings where the records show strings', () => {
    const list = operation('GET /kittens', { answer: [{ id: 'a2', name: 'Max' }] })
    assert.deepEqual(kinds(list, operation('GET /kittens/{id}', path('id'))), [undefined, 'string'])
  })

  it('stay what the page says', () => {
    const shape = { kind: 'string', maxLength: 3 } as const
    const list = operation('GET /kittens', { answer: [MAX] })
    assert.deepEqual(kinds(list, operation('GET /kittens/{id}', path('id', { shape }))), [undefined, 'string'])
  })
})
