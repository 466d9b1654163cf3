/** The command line on a PostgreSQL database. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { copyOf, kittn, start, type Started } from '../command-line.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'

describe('--database', () => {
  const copy = copyOf('apis/kittn')
  const schema = /[^/]+$/.exec(copy.path)?.[0].toLowerCase() ?? ''
  let database = ''
  before(async () => void (database = await postgres()))
  after(async () => {
    copy.remove()
    await dropSchema(database, schema)
  })
  const serve = (): Promise<Started> => start('serve', copy.path, '--database', database)

  it('serves from a database, whose keys and records outlive the server', async () => {
    const key = kittn('keys', 'create', copy.path, '--database', database).out.trim()
    const headers = { authorization: key, 'content-type': 'application/json' }
    const first = await serve()
    const made = await fetch(`${first.address}/api/kittens`, { method: 'POST', headers, body: '{"name":"Tapioca"}' })
    assert.equal(made.status, 201)
    await first.kill('SIGKILL')
    const second = await serve()
    const { id } = (await made.json()) as { id: number }
    assert.equal((await fetch(`${second.address}/api/kittens/${id}`, { headers })).status, 200)
    const [, listed = ''] = kittn('keys', 'list', copy.path, '--database', database).out.split('\n')
    assert.equal(
      kittn('keys', 'revoke', copy.path, listed.trim().split(/\s/)[0] ?? '', '--database', database).status,
      0,
    )
    assert.equal((await fetch(`${second.address}/api/kittens/${id}`, { headers })).status, 401)
    await second.kill()
  })

  it('says what is wrong with an address, without the password', () => {
    const nobody = kittn('keys', 'list', copy.path, '--database', 'postgres://me:secret@127.0.0.1:1/x')
    assert.deepEqual([nobody.status, nobody.err.includes('secret')], [2, false])
    assert.match(nobody.err, /me:…@127\.0\.0\.1:1\/x does not open: .*ECONNREFUSED/)
    assert.match(kittn('keys', 'list', copy.path, '--database', 'mysql://x').err, /mysql:\/\/x is no database/)
  })
})
