/** Each command as a stranger types it: what it prints, what it leaves, with which code it ends. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { copyOf, kittn, start } from '../command-line.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-commands-'))
const copy = copyOf('apis/kittn')
after(() => {
  rmSync(base, { recursive: true })
  copy.remove()
})

describe('init', () => {
  const dir = join(base, 'tea-house')
  const ran = kittn('init', dir)

  it('names what it wrote and what comes next', () => {
    assert.equal(ran.status, 0)
    assert.match(ran.out, /source\/index\.html\.md[\s\S]*Next: kittn dev/)
  })
  it('writes a page without findings', () => assert.match(kittn('lint', dir).out, /no findings/))
  it('writes a page that runs', async () => {
    const server = await start('dev', dir)
    const headers = { authorization: 'my-first-key', 'content-type': 'application/json' }
    const teas = `${server.address}/teas`
    const made = await fetch(teas, { method: 'POST', headers, body: '{"name":"Gyokuro","origin":"Japan","grams":100}' })
    const { id } = (await made.json()) as { id: number }
    const filtered = await (await fetch(`${teas}?origin=Japan`, { headers })).json()
    const missing = await fetch(`${teas}/99`, { headers })
    await server.kill()
    assert.equal(made.status, 201)
    assert.deepEqual(filtered, [{ id, name: 'Gyokuro', origin: 'Japan', grams: 100 }])
    assert.equal(missing.status, 404)
    assert.equal(((await missing.json()) as { error: { status: number } }).error.status, 404)
  })
  it('overwrites nothing', () => {
    const again = kittn('init', dir)
    assert.equal(again.status, 2)
    assert.match(again.err, /not empty/)
  })
})

describe('build', () => {
  it('writes the site and the OpenAPI document', () => {
    const out = join(base, 'site')
    const ran = kittn('build', copy.path, '--out', out)
    assert.equal(ran.status, 0, ran.err)
    assert.match(readFileSync(join(out, 'index.html'), 'utf8'), /<main/)
    assert.match(
      (JSON.parse(readFileSync(join(out, 'openapi.json'), 'utf8')) as { openapi: string }).openapi,
      /^3\.1\./,
    )
    assert.equal(existsSync(join(out, 'api.gen.d.ts')), false)
  })
})

describe('lint', () => {
  it('is silent on the Kittn page', () =>
    assert.deepEqual(JSON.parse(kittn('lint', copy.path, '--format', 'json').out), []))
})

describe('plan', () => {
  it('says how each operation is answered', () => {
    const rows = kittn('plan', copy.path).out.trim().split('\n').slice(1)
    assert.deepEqual(
      rows.map((row) => row.trim().split(/\s+/)),
      [
        ['GET', '/api/kittens', 'handler'],
        ['GET', '/api/kittens/{id}', 'handler'],
        ['POST', '/api/kittens', 'store'],
        ['PATCH', '/api/kittens/{id}', 'handler'],
        ['DELETE', '/api/kittens/{id}', 'handler'],
      ],
    )
  })
})

describe('types', () => {
  it('writes what is checked in: the types of the Kittn page are those of its handlers', () => {
    const before = readFileSync(join(copy.path, 'api.gen.d.ts'), 'utf8')
    assert.equal(kittn('types', copy.path).status, 0)
    assert.equal(readFileSync(join(copy.path, 'api.gen.d.ts'), 'utf8'), before)
  })
})

describe('openapi', () => {
  it('prints the document', () => {
    const document = JSON.parse(kittn('openapi', copy.path).out) as { paths: Record<string, object> }
    assert.deepEqual(Object.keys(document.paths), ['/api/kittens', '/api/kittens/{id}'])
  })
})

describe('serve and keys', () => {
  it('lets in only keys that were made, until they are revoked', async () => {
    const key = kittn('keys', 'create', copy.path, '--name', 'test').out.trim()
    const server = await start('serve', copy.path)
    const ask = async (authorization: string): Promise<number> =>
      (await fetch(`${server.address}/api/kittens`, { headers: { authorization } })).status
    assert.equal(await ask('meowmeowmeow'), 401)
    assert.equal(await ask('purrpurrpurr'), 401)
    assert.equal(await ask(key), 200)
    const id = /^(\S+)\s+…/m.exec(kittn('keys', 'list', copy.path).out)?.[1] ?? ''
    assert.equal(kittn('keys', 'revoke', copy.path, id).status, 0)
    assert.equal(await ask(key), 401)
    await server.kill()
    assert.equal(server.printed().includes(key), false, 'no key stands in the log')
  })
  it('limits, suspends, resumes and rolls keys, with grace', async () => {
    const key = kittn('keys', 'create', copy.path, '--name', 'terms').out.trim()
    const id = /^(\S+)\s+….*terms/m.exec(kittn('keys', 'list', copy.path).out)?.[1] ?? ''
    const server = await start('serve', copy.path)
    const ask = async (authorization: string): Promise<number> =>
      (await fetch(`${server.address}/api/kittens`, { headers: { authorization } })).status
    kittn('keys', 'suspend', copy.path, id)
    assert.equal(await ask(key), 403)
    kittn('keys', 'resume', copy.path, id)
    assert.equal(await ask(key), 200)
    const fresh = kittn('keys', 'roll', copy.path, id, '--grace', '1').out.trim()
    assert.deepEqual([await ask(key), await ask(fresh)], [200, 200])
    kittn('keys', 'limit', copy.path, id, '1/hour')
    assert.match(kittn('keys', 'list', copy.path).out, /terms.*1\/3600s/)
    assert.deepEqual([await ask(key), await ask(fresh)], [200, 429])
    await server.kill()
    assert.match(kittn('keys', 'limit', copy.path, 'nobody', '1/hour').err, /there is no living key/)
  })
  it('has a portal where it is known how mail gets out and where links lead, and says so', async () => {
    const portal = async (...args: string[]): Promise<[number, boolean]> => {
      const server = await start('serve', copy.path, ...args)
      const { status } = await fetch(`${server.address}/developers`)
      await server.kill()
      return [status, server.printed().includes('a portal needs --smtp URL and --address URL')]
    }
    const mail = ['--smtp', 'smtp://127.0.0.1:1', '--address', 'https://kittn.example']
    assert.deepEqual(await portal(), [404, true])
    assert.deepEqual(await portal(...mail), [200, false])
    assert.deepEqual(await portal(...mail, '--no-portal'), [404, false])
  })
  it('gives administrators their view', async () => {
    const key = kittn('keys', 'create', copy.path, '--admin').out.trim()
    const server = await start('serve', copy.path)
    const answer = await fetch(`${server.address}/api/kittens/5`, { headers: { authorization: key } })
    await server.kill()
    assert.equal(answer.status, 200)
  })
})

describe('wrong use', () => {
  it('a port that is taken is named, with another one', async () => {
    const server = await start('dev', copy.path)
    const { port } = new URL(server.address)
    const ran = kittn('serve', copy.path, '--port', port, '--host', '127.0.0.1')
    await server.kill()
    assert.equal(ran.status, 2)
    assert.match(ran.err, new RegExp(`port ${port} is taken[\\s\\S]*--port ${Number(port) + 1}`))
  })
  const cases: readonly [readonly string[], RegExp][] = [
    [['lint', join(base, 'nowhere')], /no such file[\s\S]*kittn init/],
    [['plan', base + '/site'], /no page was found/],
    [['brew'], /unknown command/],
    [['dev', copy.path, '--port', 'many'], /a port is a number from 0 to 65535/],
    [['keys', 'revoke', 'apis/kittn', 'nobody'], /no living key/],
  ]
  for (const [args, says] of cases)
    it(`kittn ${args[0]} …: ${says.source}`, () => {
      const ran = kittn(...args)
      assert.equal(ran.status, 2)
      assert.match(ran.err, says)
    })
})
