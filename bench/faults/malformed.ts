/**
 * A thousand malformed requests of many kinds, those of the tests and what chance makes of them: none is answered with a
 * 5xx, none ends the server, and what is stored afterwards is what the page allows.
 */
import { connect } from 'node:net'
import { KITTENS } from '../../test/serve/kittens.ts'
import { ANSWERED, REFUSED } from '../../test/wire/odd-requests.ts'
import { bodyChecker } from '../../src/serve/validate.ts'
import { openDatabase, openStore } from '../../src/store/index.ts'
import { startServer, statuses } from './load.ts'

/** How long the other side may take for an answer to what it takes for whole, in milliseconds. */
const WAIT = 400

export type Malformed = {
  readonly sent: number
  readonly statuses: Readonly<Record<string, number>>
  readonly failed: readonly string[]
  /** Records that the page does not allow. */
  readonly forbidden: number
  readonly alive: boolean
}

export async function malformed(data: string, count = 1000): Promise<Malformed> {
  const server = await startServer(data)
  const requests = variants(count)
  const outcomes: { readonly status: number; readonly id: undefined; readonly at: number }[] = []
  const failed: string[] = []
  const caller = async (): Promise<void> => {
    for (let bytes = requests.pop(); bytes !== undefined; bytes = requests.pop()) {
      const status = await send(server.address, bytes)
      outcomes.push({ status, id: undefined, at: 0 })
      if (status >= 500) failed.push(`${status}: ${bytes.toString('latin1').slice(0, 200)}`)
    }
  }
  await Promise.all(Array.from({ length: 20 }, caller))
  const alive = server.child.exitCode === null && (await fetch(`${server.address}/healthz`)).status === 200
  await server.end('SIGKILL')
  return { sent: outcomes.length, statuses: statuses(outcomes), failed, forbidden: await forbidden(data), alive }
}

/** Each kind as it is, then with bytes put in, left out, doubled or cut off; the same each time. */
function variants(count: number): Buffer[] {
  const kinds = [...REFUSED, ...ANSWERED]
    .map(([, bytes]) => Buffer.from(bytes))
    .filter(({ length }) => length < 200_000)
  const next = chance(1)
  return Array.from({ length: count }, (_, n) => {
    const bytes = kinds[n % kinds.length] ?? Buffer.alloc(0)
    return n < kinds.length ? bytes : mutated(bytes, next)
  })
}

function mutated(bytes: Buffer, next: () => number): Buffer {
  const at = Math.floor(next() * bytes.length)
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  switch (Math.floor(next() * 4)) {
    case 0:
      return Buffer.concat([before, Buffer.from([Math.floor(next() * 256)]), after])
    case 1:
      return Buffer.concat([before, after.subarray(1)])
    case 2:
      return Buffer.concat([before, after.subarray(0, 20), after])
    default:
      return before
  }
}

/** Numbers from 0 to 1 that look like chance (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The status of the first answer; 0 where the connection ends without one. After a while the other side hears that nothing follows. */
function send(address: string, bytes: Buffer): Promise<number> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    const end = (): void => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0))
    }
    socket.setTimeout(30_000, end)
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('close', end)
    socket.on('error', () => undefined)
    socket.write(bytes)
    setTimeout(() => socket.end(), WAIT)
  })
}

async function forbidden(data: string): Promise<number> {
  const shape = KITTENS.operations.find(({ key }) => key === 'POST /api/kittens')?.body?.shape ?? { kind: 'any' }
  const check = bodyChecker(shape)
  const store = data.startsWith('postgres:') ? await openDatabase(data, 'faults') : openStore(data)
  const records = await store.records('kittens').list({})
  await store.close()
  return records.filter(({ text }) => check(JSON.parse(text)).length > 0).length
}
