/** How operations are answered: handler, else store, else example, else nothing. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defineApi, plan } from '../../src/serve/index.ts'
import { contract, operation } from '../model/contracts.ts'
import { corpus, noCorpus, noSeeds, readingOf, seeds } from '../corpus.ts'
import { KITTENS } from '../serve/kittens.ts'

const answers = (...args: Parameters<typeof plan>): string[] =>
  plan(...args).actions.map(({ by, operation: { key } }) => `${by}: ${key}`)

describe('a plan', () => {
  it('answers from the store where paths and examples show a resource', () =>
    assert.deepEqual(answers(KITTENS, {}), [
      'store: GET /api/kittens',
      'store: GET /api/kittens/{id}',
      'store: POST /api/kittens',
      'store: PATCH /api/kittens/{id}',
      'store: DELETE /api/kittens/{id}',
    ]))

  it('prefers handlers', () => {
    const behaviour = defineApi({ operations: { 'GET /api/kittens/{id}': () => ({}) } })
    assert.equal(answers(KITTENS, behaviour)[1], 'handler: GET /api/kittens/{id}')
    assert.deepEqual(plan(KITTENS, behaviour).findings, [])
  })

  it('falls back to the example, and says where there is none', () => {
    const page = contract([operation('GET /status', { answer: { ok: true } }), operation('GET /untold')])
    assert.deepEqual(answers(page, {}), ['example: GET /status', 'nothing: GET /untold'])
  })

  it('finds channels and HTML pages that cannot be', () => {
    const behaviour = {
      channels: { '/live': {} },
      pages: { 'GET /api/kittens/{name}': () => '', 'PUT /x': () => '' },
    }
    const { findings } = plan(KITTENS, behaviour)
    const codes = findings.map(({ code }) => code)
    assert.deepEqual(codes, ['channel-unknown', 'html-page-address', 'html-page-address'])
  })

  it('finds handlers and seeds of what the page does not have', () => {
    const behaviour = defineApi({ operations: { 'GET /api/kitten/{id}': () => ({}) }, seed: { dogs: [] } })
    const { findings } = plan(KITTENS, behaviour)
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [
        ['handler-unknown', 'error'],
        ['seed-unknown', 'error'],
      ],
    )
    assert.match(findings[0]?.message ?? '', /`GET \/api\/kitten\/\{id\}`/)
    assert.match(findings[1]?.message ?? '', /`dogs`.*`kittens`/)
  })

  it('takes no name that objects inherit for a handler', () => {
    const page = contract([operation('GET /a', { key: 'toString', answer: { ok: true } })])
    assert.equal(plan(page, {}).actions[0]?.by, 'example')
  })
})

for (const [name, pages, skip] of [
  ['seed pages', seeds, noSeeds],
  ['corpus', corpus, noCorpus],
] as const) {
  it(`plans every operation of the ${name}`, { skip }, () => {
    for (const page of pages) {
      const { contract: of } = readingOf(page)
      assert.deepEqual(
        plan(of, {}).actions.map((action) => action.operation.key),
        of.operations.map(({ key }) => key),
        page.name,
      )
    }
  })
}
