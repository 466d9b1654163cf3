import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { resources } from '../../src/model/resources.ts'
import { contract, operation, parameter } from './contracts.ts'

const FLUFFUMS = { id: 1, name: 'Fluffums', breed: 'calico' }
const MAX = { id: 2, name: 'Max', breed: 'unknown' }

const KITTENS = [
  operation('GET /api/kittens', { answer: [FLUFFUMS, MAX] }),
  operation('POST /api/kittens', {
    body: { name: 'Tom', hidden: true },
    answer: { id: 3, name: 'Tom', breed: 'unknown' },
  }),
  operation('GET /api/kittens/{id}', { answer: MAX }),
  operation('PUT /api/kittens/{id}', { body: { name: 'Tim' }, answer: MAX }),
  operation('DELETE /api/kittens/{id}', { answer: { id: 2, deleted: ':(' } }),
]

const only = (...operations: Parameters<typeof contract>[0]) => {
  const found = resources(contract(operations))
  assert.equal(found.length, 1)
  const [resource] = found
  assert.ok(resource)
  return resource
}
const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name)

describe('the resources of a contract', () => {
  it('are named after the last literal segment and know their operations', () => {
    const kittens = only(...KITTENS)
    assert.equal(kittens.name, 'kittens')
    assert.equal(kittens.collectionPath, '/api/kittens')
    assert.equal(kittens.itemPath, '/api/kittens/{id}')
    assert.deepEqual(kittens.operations, {
      list: 'GET /api/kittens',
      get: 'GET /api/kittens/{id}',
      create: 'POST /api/kittens',
      replace: 'PUT /api/kittens/{id}',
      remove: 'DELETE /api/kittens/{id}',
    })
  })

  it('have the shape that answers show, and in the record also what only bodies have', () => {
    const kittens = only(...KITTENS)
    assert.deepEqual(names(kittens.shape.fields), ['id', 'name', 'breed'])
    assert.deepEqual(names(kittens.record.fields), ['id', 'name', 'breed', 'hidden'])
    assert.equal(kittens.record.fields.at(-1)?.required, false)
  })

  it('have each record of the page once', () => {
    assert.deepEqual(only(...KITTENS).examples, [FLUFFUMS, MAX])
  })

  it('show no record where an answer is something else', () => {
    const { answers } = only(...KITTENS)
    assert.deepEqual(answers, { create: [], replace: [], get: [] })
  })

  it('are found in the envelope that the page shows', () => {
    const found = only(
      operation('GET /events', {
        answer: { success: true, data: { paging: { next: null }, items: [{ id: 'a', name: 'x' }] } },
      }),
      operation('GET /events/{id}', { answer: { success: true, event: { id: 'a', name: 'x', at: 'noon' } } }),
    )
    assert.deepEqual(found.envelope, ['data', 'items'])
    assert.deepEqual(found.answers, { get: ['event'] })
    assert.deepEqual(found.examples, [{ id: 'a', name: 'x', at: 'noon' }])
    assert.equal(found.idKind, 'string')
  })

  it('take the array named like the collection before others', () => {
    const answer = { links: [{ rel: 'self' }], ticket: [{ id: 1, title: 'Broken' }] }
    const found = only(operation('GET /tickets', { answer }), operation('DELETE /tickets/{ticket_id}'))
    assert.deepEqual(found.envelope, ['ticket'])
    assert.equal(found.idName, 'id')
    assert.equal(found.placeholder, 'ticket_id')
  })

  it('may have envelopes around bodies', () => {
    const found = only(
      operation('POST /pets', { body: { pet: { name: 'Rex' } }, answer: { pet: { id: 9, name: 'Rex' } } }),
      operation('GET /pets/{id}', { answer: { pet: { id: 9, name: 'Rex' } } }),
    )
    assert.deepEqual(found.bodies, { create: ['pet'] })
    assert.deepEqual(found.answers, { create: ['pet'], get: ['pet'] })
  })

  it('have names of their own when they are nested', () => {
    const found = resources(
      contract([
        operation('GET /users/{user}/posts', { answer: [{ id: 1 }] }),
        operation('GET /users/{user}/posts/{id}', { answer: { id: 1 } }),
        operation('GET /posts', { answer: [{ id: 1 }] }),
        operation('GET /posts/{post}', { answer: { id: 1 } }),
      ]),
    )
    assert.deepEqual(names(found), ['users_posts', 'posts'])
    assert.deepEqual(found[0]?.parents, ['user'])
  })

  it('are one though placeholders, slashes and formats are spelled differently', () => {
    const found = only(
      operation('GET /v1/items.json/', { answer: [{ sku: 'x', n: 1 }] }),
      operation('GET /v1/items/{sku}.json', { answer: { sku: 'x', n: 1 } }),
      operation('DELETE /v1/items/{SKU}'),
    )
    assert.equal(found.idName, 'sku')
    assert.equal(found.operations.remove, 'DELETE /v1/items/{SKU}')
  })

  it('need both a collection and an item, and a list that is one', () => {
    const lone = [operation('GET /a', { answer: [{ id: 1 }] }), operation('GET /b/{id}', { answer: { id: 1 } })]
    const record = { id: 1, name: 'me', phones: [{ number: '1' }] }
    const person = [operation('GET /me', { answer: record }), operation('GET /me/{part}', { answer: record })]
    assert.deepEqual(resources(contract([...lone, ...person])), [])
  })

  it('are none where there is no record and never will be', () => {
    const found = [operation('GET /rates'), operation('GET /rates/{currency}'), operation('DELETE /rates/{currency}')]
    assert.deepEqual(resources(contract(found)), [])
  })

  it('take no list of parts for an id', () => {
    const shown = { measurements: [{ at: 1, value: 2 }], name: 'cpu' }
    const found = only(operation('POST /measurements'), operation('GET /measurements/{measurement}', { answer: shown }))
    assert.equal(found.idName, 'measurement')
  })

  it('know the kind of their ids from the tables where nothing is shown', () => {
    const id = parameter('path', 'id', { shape: { kind: 'integer' } })
    assert.equal(only(operation('POST /a'), operation('GET /a/{id}', { parameters: [id] })).idKind, 'integer')
    assert.equal(only(operation('POST /a'), operation('GET /a/{id}')).idKind, 'string')
  })

  it('never have one name twice, whatever the paths are', () => {
    const part = fc.constantFrom('a', 'b', '{x}', '{y}', 'a_b', 'c{z}', 'toString', '__proto__')
    const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`)
    const operations = fc
      .uniqueArray(path, { maxLength: 30 })
      .map((paths) =>
        paths.flatMap((one) => [
          operation(`GET ${one}`, { answer: [{ id: 1 }] }),
          operation(`POST ${one}`, { body: { toString: 1, constructor: 'x' } }),
          operation(`GET ${one}/{id}`, { answer: { id: 1 }, body: { ['__proto__']: null, id: 2 } }),
        ]),
      )
    fc.assert(
      fc.property(operations, (all) => {
        const found = resources(contract(all))
        assert.equal(new Set(names(found)).size, found.length)
        assert.deepEqual(
          names(found).filter((name) => name in {}),
          [],
        )
        const keys = found.flatMap((resource) => Object.values(resource.operations))
        assert.equal(new Set(keys).size, keys.length)
      }),
    )
  })
})
