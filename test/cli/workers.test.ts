/** `kittn serve --workers`: one address, several processes, one of which may die at any time. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { copyOf, eventually, kittn, start, type Started } from '../command-line.ts'

/** Long enough for the slowest machine; who waits longer waits for ever. */
const PATIENCE = 60_000

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .map(([, child]) => child ?? 0)

describe('two workers', { timeout: 4 * PATIENCE }, () => {
  const copy = copyOf('apis/kittn')
  const key = kittn('keys', 'create', copy.path).out.trim()
  let server: Started

  const ask = (path: string, body?: string): Promise<Response> =>
    fetch(server.address + path, {
      headers: { authorization: key, 'content-type': 'application/json', connection: 'close' },
      signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined ? {} : { method: 'POST', body }),
    })

  /** The id that was acknowledged, or none where the connection broke. */
  async function create(n: number): Promise<number | undefined> {
    try {
      const made = await ask('/api/kittens', JSON.stringify({ name: `Kitten ${n}` }))
      assert.equal(made.status, 201)
      return ((await made.json()) as { id: number }).id
    } catch (error) {
      if (error instanceof TypeError) return undefined
      throw error
    }
  }

  const living = (): Promise<number[]> =>
    eventually(() => (childrenOf(server.pid).length === 2 ? childrenOf(server.pid) : undefined), PATIENCE)

  before(async () => {
    server = await start('serve', copy.path, '--workers', '2')
  })
  after(async () => {
    await server.kill('SIGKILL')
    copy.remove()
  })

  it('take each its share of the connections and know what the other made', async () => {
    for (let n = 0; n < 10; n++) {
      const id = await create(n)
      assert.equal((await ask(`/api/kittens/${id}`)).status, 200)
    }
  })

  it('lose nothing they acknowledged when one is killed at work, and leave nobody waiting', async () => {
    const [first = 0] = await living()
    const creating = Array.from({ length: 60 }, (_, n) => create(n))
    await Promise.race(creating)
    process.kill(first, 'SIGKILL')
    const ids = (await Promise.all(creating)).filter((id) => id !== undefined)
    assert.equal(new Set(ids).size, ids.length)
    await eventually(() => /another takes its place/.test(server.printed()) || undefined, PATIENCE)
    for (const id of ids) await eventually(() => found(id), PATIENCE)
  })

  it('are replaced however often they die', async () => {
    for (const worker of await living()) process.kill(worker, 'SIGKILL')
    await living()
    const id = await eventually(() => create(1), PATIENCE)
    assert.equal(await found(id), true)
  })

  it('do not share the port with another server', () => {
    const port = new URL(server.address).port
    const second = kittn('serve', copy.path, '--workers', '2', '--host', '127.0.0.1', '--port', port)
    assert.match(second.err, new RegExp(`port ${port} is taken`))
    assert.notEqual(second.status, 0)
  })

  const found = async (id: number): Promise<true | undefined> =>
    (await ask(`/api/kittens/${id}`).catch(() => undefined))?.status === 200 || undefined
})
