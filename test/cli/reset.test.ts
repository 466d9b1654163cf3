/** The data of `kittn dev`: kept over restarts, and put back when somebody says so. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { copyOf, start } from '../command-line.ts'

const headers = { authorization: 'meowmeowmeow', 'content-type': 'application/json' }

describe('the data of dev', () => {
  const copy = copyOf('apis/kittn')
  after(() => copy.remove())
  const make = async (address: string): Promise<string> => {
    const made = await fetch(`${address}/api/kittens`, { method: 'POST', headers, body: '{"name":"Mog"}' })
    return `/api/kittens/${((await made.json()) as { id: number }).id}`
  }
  const status = async (url: string): Promise<number> => (await fetch(url, { headers })).status

  it('outlives a restart, but not --fresh', async () => {
    const first = await start('dev', copy.path)
    const path = await make(first.address)
    await first.kill()
    const second = await start('dev', copy.path)
    assert.equal(await status(second.address + path), 200)
    await second.kill()
    const third = await start('dev', copy.path, '--fresh')
    assert.equal(await status(third.address + path), 404)
    await third.kill()
  })

  it('is put back by POST /-/reset while the server runs, not by other sites', async () => {
    const server = await start('dev', copy.path)
    const path = await make(server.address)
    const reset = async (more: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${server.address}/-/reset`, { method: 'POST', headers: more })).status
    assert.equal(await reset({ origin: 'https://elsewhere.example' }), 403)
    assert.equal(await status(server.address + path), 200)
    assert.equal(await reset(), 204)
    assert.equal(await status(server.address + path), 404)
    assert.equal(await status(`${server.address}/api/kittens/1`), 200)
    await server.kill()
  })
})
