/** Edits while `kittn dev` runs: the API follows, a broken edit changes nothing. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { keepLive } from '../../src/cli/live.ts'
import { load, type Loaded } from '../../src/cli/load.ts'
import { projectsAt } from '../../src/cli/project.ts'
import { copyOf, eventually, start, type Started } from '../command-line.ts'

const headers = { authorization: 'meowmeowmeow' }
const JSON_TYPE = { 'content-type': 'application/json' }

it('an edit that is saved while the page is first read is not lost', async () => {
  const copy = copyOf('apis/kittn')
  const [project] = projectsAt(copy.path)
  assert.ok(project)
  const began = Date.now()
  const first = await load(project)
  const page = join(copy.path, 'source/index.html.md')
  writeFileSync(page, readFileSync(page, 'utf8').replace('Kittn', 'Kittens'))
  const next = await new Promise<Loaded>((good) => {
    const live = keepLive(first, began, {
      onGood: async (loaded) => (live.close(), good(loaded)),
      onBroken: (errors) => assert.fail(JSON.stringify(errors)),
    })
  })
  assert.notEqual(next.reading.page.title, first.reading.page.title)
  copy.remove()
})

describe('an edit in dev', () => {
  const copy = copyOf('apis/kittn')
  const page = join(copy.path, 'source/index.html.md')
  const errors = join(copy.path, 'source/includes/_errors.md')
  const api = join(copy.path, 'api.ts')
  let server: Started
  before(async () => void (server = await start('dev', copy.path)))
  after(async () => {
    await server.kill()
    copy.remove()
  })
  const edit = (file: string, from: string, to: string): void =>
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  const reads = async (path: string): Promise<string> => (await fetch(server.address + path, { headers })).text()
  const follows = (path: string, text: string): Promise<true> =>
    eventually(async () => ((await reads(path)).includes(text) ? true : undefined))

  it('of the page is on the site and in the API', async () => {
    edit(page, 'no | 10 | From 0 to 10.', 'no | 3 | From 0 to 10, three if nobody looked.')
    await follows('/', 'three if nobody looked')
    const made = await fetch(`${server.address}/api/kittens`, {
      method: 'POST',
      headers: { ...headers, ...JSON_TYPE },
      body: '{"name":"Mog"}',
    })
    assert.equal(((await made.json()) as { cuteness: number }).cuteness, 3)
  })

  it('of an include is on the site', async () => {
    edit(errors, 'Kittn serves kittens, not tea.', 'No tea today.')
    await follows('/', 'No tea today.')
  })

  it('of prose leaves the API as it is, and an open page gets the row that is new', async () => {
    const news = async (had: object): Promise<{ rows: string[]; contents: string; html: Record<string, string> }> => {
      const body = JSON.stringify({ path: 'index.html', ...had })
      return JSON.parse(await (await fetch(`${server.address}/-/news`, { method: 'POST', body })).text())
    }
    await reads('/api/kittens/2')
    const first = await news({ rows: [], contents: '' })
    assert.deepEqual(Object.keys(first.html).toSorted(), first.rows.toSorted())
    edit(page, 'and the whole page follows', 'and all of the page follows')
    const next = await eventually(async () => {
      const now = await news(first)
      return Object.keys(now.html).length > 0 ? now : undefined
    })
    const [html, ...others] = Object.values(next.html)
    assert.match(html ?? '', /all of the page follows/)
    assert.deepEqual(others, [])
    assert.equal(next.rows.length, first.rows.length)
    // An API that was made anew has counted nothing yet.
    assert.match(
      await reads('/metrics'),
      /kittn_requests_total\{api="kittn",operation="GET \/api\/kittens\/\{id\}",status="200"\} [1-9]/,
    )
    assert.equal((await fetch(`${server.address}/-/news`, { method: 'POST', body: '{' })).status, 404)
  })

  it('of api.ts is in the API', async () => {
    edit(api, "deleted: ':('", "deleted: ':((('")
    await eventually(() => (server.printed().match(/reloaded/g)?.length ?? 0) >= 4 || undefined)
    const answer = await fetch(`${server.address}/api/kittens/1`, { method: 'DELETE', headers })
    assert.equal(((await answer.json()) as { deleted: string }).deleted, ':(((')
  })

  it('of migrations changes the tables; one that fails is told, and the API goes on', async () => {
    const good = readFileSync(api, 'utf8')
    const migrate = (statement: string): void =>
      writeFileSync(
        api,
        good
          .replace(
            'operations: {',
            `migrations: { '0001-a': { up: (db) => sql\`${statement}\`.execute(db) } },\n  operations: {`,
          )
          .replace("from 'kittn'", "from 'kittn'\nimport { sql } from 'kysely'"),
      )
    migrate('CREATE TABEL a (id integer)')
    await eventually(() => /`0001-a` failed: near "TABEL"/.test(server.printed()) || undefined)
    assert.match(await reads('/api/kittens'), /Max/)
    const before = server.printed().match(/reloaded/g)?.length ?? 0
    migrate('CREATE TABLE a (id integer)')
    await eventually(() => (server.printed().match(/reloaded/g)?.length ?? 0) > before || undefined)
    writeFileSync(api, good)
    await eventually(() => (server.printed().match(/reloaded/g)?.length ?? 0) > before + 1 || undefined)
  })

  it('that breaks api.ts is told, and the API goes on', async () => {
    const good = readFileSync(api, 'utf8')
    writeFileSync(api, good.replace('operations: {', 'operations: {{'))
    const line = good.slice(0, good.indexOf('operations: {')).split('\n').length
    await eventually(() => new RegExp(`api\\.ts:${line}:\\d+ error`).test(server.printed()) || undefined)
    assert.match(await reads('/api/kittens'), /Max/)
    writeFileSync(api, good)
    await eventually(() => /goes on as it was[\s\S]*reloaded/.test(server.printed()) || undefined)
  })

  it('that breaks the front matter is told, and the site goes on', async () => {
    edit(page, 'title: Kittn API', 'title: [Kittn API')
    await eventually(() => /index\.html\.md:\d+:\d+ error/.test(server.printed()) || undefined)
    assert.match(await reads('/'), /Kittn API/)
    assert.match(await reads('/api/kittens'), /Max/)
  })
})
