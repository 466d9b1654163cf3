/** What was answered with success is there after a restart and after kill -9. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { copyOf, start } from '../command-line.ts'

const headers = { authorization: 'meowmeowmeow', 'content-type': 'application/json' }

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  it(`keeps a created kitten through ${signal}`, async () => {
    const copy = copyOf('apis/kittn')
    try {
      const first = await start('dev', copy.path)
      const made = await fetch(`${first.address}/api/kittens`, { method: 'POST', headers, body: '{"name":"Tapioca"}' })
      const { id } = (await made.json()) as { id: number }
      await first.kill(signal)
      const second = await start('dev', copy.path)
      const read = await fetch(`${second.address}/api/kittens/${id}`, { headers })
      await second.kill()
      assert.equal(read.status, 200)
      assert.equal(((await read.json()) as { name: string }).name, 'Tapioca')
    } finally {
      copy.remove()
    }
  })
