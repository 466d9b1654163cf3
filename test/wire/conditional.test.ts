/** Conditional requests: what a caller has already is not sent again, and nobody overwrites what they have not seen. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { defineApi } from '../../src/serve/index.ts'
import { contract, operation } from '../model/contracts.ts'
import { KITTENS } from '../serve/kittens.ts'
import { openDatabase } from '../../src/store/index.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'
import { KEY, serve, type Answer, type Served } from '../serve/served.ts'

const tag = (answer: Answer): string => answer.headers.get('etag') ?? ''

describe('a conditional request', () => {
  let served: Served
  before(async () => void (served = await serve(KITTENS)))
  after(() => served.close())
  const ask = (request: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> =>
    served.ask(request, { headers: { ...KEY, ...headers }, ...(body === undefined ? {} : { body }) })

  it('is answered 304 without a body where the caller has the record or the list', async () => {
    for (const path of ['/api/kittens/2', '/api/kittens']) {
      const etag = tag(await ask(`GET ${path}`))
      assert.match(etag, /^"[\w-]{22}"$/)
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*', etag.replace(/"$/, '-gzip"')]) {
        const again = await ask(`GET ${path}`, { 'if-none-match': known })
        assert.deepEqual([again.status, again.text, tag(again)], [304, '', etag], known)
      }
      assert.equal((await ask(`HEAD ${path}`, { 'if-none-match': etag })).status, 304)
      assert.equal((await ask(`GET ${path}`, { 'if-none-match': '"other"' })).status, 200)
    }
  })

  it('gets another tag with every change, the same from every operation', async () => {
    const before = tag(await ask('GET /api/kittens/1'))
    const changed = await ask('PATCH /api/kittens/1', {}, { fluffiness: 1 })
    assert.notEqual(tag(changed), before)
    assert.equal(tag(await ask('GET /api/kittens/1')), tag(changed))
  })

  it('changes nothing that has changed since: 412, else as usual', async () => {
    const first = tag(await ask('GET /api/kittens/1'))
    const [won, lost] = await Promise.all(
      [2, 3].map((n) => ask('PATCH /api/kittens/1', { 'if-match': first }, { fluffiness: n })),
    )
    assert.deepEqual([won?.status, lost?.status].toSorted(), [200, 412])
    assert.equal((await ask('DELETE /api/kittens/1', { 'if-match': first })).status, 412)
    assert.equal((await ask('GET /api/kittens/1')).status, 200)
    assert.equal((await ask('PATCH /api/kittens/1', { 'if-match': '*' }, { fluffiness: 4 })).status, 200)
    const now = tag(await ask('GET /api/kittens/1'))
    assert.equal((await ask('DELETE /api/kittens/1', { 'if-match': now })).status, 200)
    assert.equal((await ask('DELETE /api/kittens/1', { 'if-match': now })).status, 410)
  })

  for (const name of ['SQLite', 'PostgreSQL'])
    it(`lets one of two writers through a handler that both have got into, on ${name}`, async (t) => {
      let [inside, open] = [0, (): void => undefined]
      const both = new Promise<void>((resolve) => (open = resolve))
      const behaviour = defineApi({
        operations: {
          'PATCH /api/kittens/{id}': async ({ path, body, store }) => {
            if (++inside === 2) open()
            await both
            return store['kittens']?.update(path['id'] ?? 0, body as object)
          },
        },
      })
      const schema = `conditional-${process.pid}`
      const database = name === 'PostgreSQL' ? await openDatabase(await postgres(), schema) : undefined
      const other = await serve(KITTENS, { behaviour, ...(database && { store: database }) })
      t.after(async () => {
        await other.close()
        await database?.close()
        if (database !== undefined) await dropSchema(await postgres(), schema)
      })
      const etag = tag(await other.ask('GET /api/kittens/1'))
      const change = (n: number): Promise<Answer> =>
        other.ask('PATCH /api/kittens/1', { headers: { ...KEY, 'if-match': etag }, body: { fluffiness: n } })
      const answers = await Promise.all([change(2), change(3)])
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412])
      const won = answers.find(({ status }) => status === 200)?.text
      assert.equal((await other.ask('GET /api/kittens/1')).text, won)
    })

  it('of a handler has the tag of what it answers', async () => {
    const behaviour = defineApi({ operations: { 'GET /n': () => ({ n: 1 }) } })
    const other = await serve(contract([operation('GET /n', { answer: { n: 1 }, security: [] })]), { behaviour })
    const etag = tag(await other.ask('GET /n'))
    assert.equal((await other.ask('GET /n', { headers: { 'if-none-match': etag } })).status, 304)
    await other.close()
  })
})
