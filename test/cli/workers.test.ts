/** `kittn serve --workers`: one address, several processes, one of which may die at any time. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { it } from 'node:test'
import { copyOf, eventually, kittn, start } from '../command-line.ts'

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .map(([, child]) => child ?? 0)

it('serves from several processes, replaces one that dies, and keeps what all of them acknowledged', async () => {
  const copy = copyOf('apis/kittn')
  const key = kittn('keys', 'create', copy.path).out.trim()
  const server = await start('serve', copy.path, '--workers', '2')
  const headers = { authorization: key, 'content-type': 'application/json', connection: 'close' }
  const create = async (n: number): Promise<number | undefined> => {
    const body = JSON.stringify({ name: `Kitten ${n}` })
    const made = await fetch(`${server.address}/api/kittens`, { method: 'POST', headers, body }).catch(() => undefined)
    return made?.status === 201 ? ((await made.json()) as { id: number }).id : undefined
  }
  const workers = await eventually(() => {
    const found = childrenOf(server.pid)
    return found.length === 2 ? found : undefined
  })
  const creating = Promise.all(Array.from({ length: 200 }, (_, n) => create(n)))
  // The first is the one that has said that it listens.
  process.kill(Math.min(...workers), 'SIGKILL')
  const ids = (await creating).filter((id) => id !== undefined)
  assert.ok(ids.length > 50, `${ids.length} were acknowledged`)
  assert.equal(new Set(ids).size, ids.length)
  await eventually(() => /another takes its place/.test(server.printed()) || undefined)
  for (const id of ids) assert.equal((await fetch(`${server.address}/api/kittens/${id}`, { headers })).status, 200)
  await server.kill()
  copy.remove()
})
