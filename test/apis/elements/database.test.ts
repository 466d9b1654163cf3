/** The tables of Cloud Elements on PostgreSQL: organizations, instances, tags and links as on SQLite. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openDatabase, type Store } from '../../../src/store/index.ts'
import { dropSchema, postgres } from '../../servers/postgres.ts'
import type { Answer } from '../../serve/served.ts'
import { serveApi, type ServedApi } from '../served.ts'
import { ADMIN, formWith } from './platform.ts'

type Json = Readonly<Record<string, unknown>>

describe('Cloud Elements on PostgreSQL', () => {
  const schema = `elements-${process.pid}`
  const folders = mkdtempSync(join(tmpdir(), 'kittn-elements-'))
  let [store, served]: [Store?, ServedApi?] = []
  before(async () => {
    process.env['ELEMENTS_FOLDERS'] = folders
    process.env['ELEMENTS_KEY'] = 'a key for tests, of more than 32 characters'
    store = await openDatabase(await postgres(), schema)
    served = await serveApi('elements', { store })
  })
  after(async () => {
    await served?.close()
    await store?.close()
    await dropSchema(await postgres(), schema)
    rmSync(folders, { recursive: true })
  })
  const call = async (request: string, as: string, body?: unknown): Promise<Json> => {
    const answer = (await served?.ask(request.replace(' ', ' /elements/api-v2'), {
      headers: { authorization: as },
      ...(body instanceof FormData ? { raw: body } : body === undefined ? {} : { body }),
    })) as Answer
    assert.ok(answer.status < 300, `${request}: ${answer.text}`)
    return (answer.text.startsWith('{') || answer.text.startsWith('[') ? answer.json() : { text: answer.text }) as Json
  }

  it('keeps the tags of before', async () => {
    // Where folders lie is read when it is loaded.
    const { migrations } = await import('../../../apis/elements/accounts/tables.ts')
    const { '0005-notes': _, ...before } = migrations
    const old = await openDatabase(await postgres(), `${schema}-old`)
    await old.migrate(before)
    const db = await old.tables()
    const tags = ['b', 'a'].map((tag, place) => ({ instance: 1, path: '/x', tag, place }))
    await db
      .insertInto('tags')
      .values([...tags, { instance: 2, path: '/x', tag: 'c', place: 0 }])
      .execute()
    await old.migrate(migrations)
    const notes = db.selectFrom('notes').select(['instance', 'path', 'tags', 'properties']).orderBy('instance')
    assert.deepEqual(await notes.execute(), [
      { instance: 1, path: '/x', tags: '["b","a"]', properties: '{}' },
      { instance: 2, path: '/x', tags: '["c"]', properties: '{}' },
    ])
    await old.close()
    await dropSchema(await postgres(), `${schema}-old`)
  })

  it('has customers with users, connections, files, tags and links', async () => {
    const works = await call('POST /organizations', ADMIN, { name: 'Works', email: 'charles@works.example' })
    const user = `User ${String((works['user'] as Json)['secret'])}`
    const as = `${user}, Organization ${String(works['secret'])}`
    await call('POST /organizations/users', as, { email: 'ida@works.example' })
    assert.equal(Object.keys(await call('GET /organizations/users', as)).length, 2)
    const body = { element: { key: 'localfolder' }, name: 'Files', configuration: { folder: 'files' } }
    const made = await call('POST /instances', as, body)
    const element = `${user}, Element ${String(made['token'])}`
    await call('POST /hubs/documents/folders', element, { path: '/Grüße 😀' })
    const put = 'POST /hubs/documents/files?path=/Gr%C3%BC%C3%9Fe%20%F0%9F%98%80/a.txt&tags[]=one'
    assert.deepEqual((await call(put, element, formWith('hello')))['tags'], ['one'])
    const moved = { path: '/moved', tags: ['box'] }
    const folder = '/hubs/documents/folders/metadata?path=/Gr%C3%BC%C3%9Fe%20%F0%9F%98%80'
    assert.deepEqual((await call(`PATCH ${folder}`, element, moved))['tags'], ['box'])
    const inside = await call('GET /hubs/documents/files/metadata?path=/moved/a.txt', element)
    assert.deepEqual(inside['tags'], ['one'])
    const { cloudElementsLink: link } = await call('GET /hubs/documents/files/links?path=/moved/a.txt', element)
    assert.equal(await (await fetch(String(link))).text(), 'hello')
    await call(`DELETE /instances/${String(made['id'])}`, as)
    assert.equal((await fetch(String(link))).status, 404)
  })
})
