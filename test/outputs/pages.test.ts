/** What is made of real pages is valid, whatever they hold. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Contract } from '../../src/model/contract.ts'
import { placeholders } from '../../src/model/names.ts'
import { at } from '../../src/model/places.ts'
import type { Reading } from '../../src/model/reading.ts'
import { document as channels } from '../../src/outputs/asyncapi/index.ts'
import type { Doc } from '../../src/outputs/doc.ts'
import { document } from '../../src/outputs/openapi/index.ts'
import { declarations } from '../../src/outputs/types/index.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { corpus, noCorpus, noSeeds, readingOf, seeds } from '../corpus.ts'
import { faults } from './asyncapi-schema.ts'
import { compileErrors } from './compile.ts'

type Named = { readonly name: string; readonly reading: Reading; readonly openapi: Doc }

const kittn = read('index.html.md', filesIn(join(import.meta.dirname, '../../apis/kittn/source')))
const named = (name: string, reading: Reading): Named => ({ name, reading, openapi: document(reading) })
const readAll = (pages: typeof corpus): Named[] => pages.map((page) => named(page.name, readingOf(page)))
const validator = new Validator()

check('the Kittn page', false, () => [named('kittn', kittn)])
check('the seed pages', noSeeds, () => readAll(seeds))
check('the corpus', noCorpus, () => readAll(corpus))

function check(what: string, skip: string | false, pages: () => readonly Named[]): void {
  describe(what, { skip }, () => {
    const all = skip === false ? pages() : []

    it('gives valid OpenAPI', async () => {
      for (const { name, openapi } of all) {
        const doc = JSON.parse(JSON.stringify(openapi)) as Record<string, unknown>
        const { errors } = await validator.validate(doc)
        assert.deepEqual(errors ?? [], [], name)
      }
    })

    it('gives valid AsyncAPI', () => {
      for (const { name, reading } of all)
        assert.deepEqual(faults(JSON.parse(JSON.stringify(channels(reading)))), [], name)
    })

    it('tells each webhook once', () => {
      for (const { name, reading, openapi } of all) {
        const told = Object.keys(at(openapi, ['webhooks']) ?? {})
        assert.deepEqual(
          told,
          reading.contract.webhooks.map((one) => one.name),
          name,
        )
      }
    })

    it('loses no operation on the way', () => {
      for (const { name, reading, openapi } of all)
        assert.equal(operations(openapi).length, templates(reading.contract), name)
    })

    it('calls every operation by a name of its own that code can have', () => {
      for (const { name, openapi } of all) {
        const ids = operations(openapi).map(({ operation }) => operation.operationId)
        assert.equal(new Set(ids).size, ids.length, name)
        assert.deepEqual(
          ids.filter((id) => !/^[A-Za-z][A-Za-z0-9]*$/.test(id)),
          [],
          name,
        )
      }
    })

    it('describes each placeholder of a path once, and nothing twice', () => {
      for (const { name, openapi } of all) {
        for (const { path, operation } of operations(openapi)) {
          const parameters = operation.parameters ?? []
          const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name)
          assert.deepEqual(inPath, placeholders(path), `${name} ${path}`)
          assert.equal(
            new Set(parameters.map((one) => `${one.in} ${one.name}`)).size,
            parameters.length,
            `${name} ${path}`,
          )
        }
      }
    })

    it('refers only to what is there, and has nothing that nobody refers to', () => {
      for (const { name, openapi } of all) {
        const text = JSON.stringify(openapi)
        const refs = new Set(
          [...text.matchAll(/"\$ref":"#\/components\/(schemas|responses)\/(\w+)"/g)].map(
            ([, kind, own]) => `${kind} ${own}`,
          ),
        )
        const there = ['schemas', 'responses'].flatMap((kind) =>
          Object.keys(at(openapi, ['components', kind]) ?? {}).map((own) => `${kind} ${own}`),
        )
        assert.deepEqual([...refs].toSorted(), there.toSorted(), name)
      }
    })

    it('gives types that compile', () => {
      const files = all.map(({ name, reading }) => [`${name}.d.ts`, declarations(reading)])
      assert.equal(compileErrors(Object.fromEntries(files)), '')
    })
  })
}

type Placed = { readonly path: string; readonly operation: Operation }
type Operation = {
  readonly operationId: string
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
}

function operations(doc: object): Placed[] {
  const paths = 'paths' in doc ? (doc.paths as Record<string, Record<string, Operation>>) : {}
  return Object.entries(paths).flatMap(([path, item]) => Object.values(item).map((operation) => ({ path, operation })))
}

/** Operations that differ in more than the names of placeholders. */
function templates(contract: Contract): number {
  return new Set(contract.operations.map(({ key }) => key.replaceAll(/\{[^{}]+\}/g, '{}'))).size
}
