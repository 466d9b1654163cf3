/** `kittn serve --workers`: one address, several processes. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { copyOf, kittn, start } from '../command-line.ts'

it('serves from several processes what each of them made', { timeout: 60_000 }, async () => {
  const copy = copyOf('apis/kittn')
  const key = kittn('keys', 'create', copy.path).out.trim()
  const server = await start('serve', copy.path, '--workers', '2')
  const headers = { authorization: key, 'content-type': 'application/json', connection: 'close' }
  const ask = (path: string, body?: string): Promise<Response> =>
    fetch(server.address + path, {
      headers,
      signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
  try {
    for (let n = 0; n < 10; n++) {
      const made = await ask('/api/kittens', JSON.stringify({ name: `Kitten ${n}` }))
      assert.equal(made.status, 201)
      const { id } = (await made.json()) as { id: number }
      assert.equal((await ask(`/api/kittens/${id}`)).status, 200)
    }
  } finally {
    await server.kill('SIGKILL')
    copy.remove()
  }
})
