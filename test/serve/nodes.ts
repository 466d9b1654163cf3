/** Two processes on one PostgreSQL and one Redis, behind a round-robin that gives each connection to the next. */
import { spawn } from 'node:child_process'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { openDatabase } from '../../src/store/index.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'
import { redis } from '../servers/redis.ts'
import { ask, KEY, type Served } from './served.ts'

export type Node = {
  readonly address: string
  readonly printed: () => string
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

export type Nodes = Pick<Served, 'address' | 'ask' | 'store' | 'log' | 'close'> & {
  readonly nodes: readonly Node[]
  /** Starts one more in the place of one that was killed. */
  readonly replace: (n: number) => Promise<void>
}

let count = 0

export async function serveByTwo(): Promise<Nodes> {
  const [database, shared] = await Promise.all([postgres(), redis()])
  const schema = `nodes-${process.pid}-${++count}`
  const nodes: Node[] = await Promise.all([start(database, schema, shared), start(database, schema, shared)])
  const balancer = roundRobin(() => nodes.map(({ address }) => address))
  const address = await listening(balancer)
  const store = await openDatabase(database, schema)
  return {
    nodes,
    address,
    store,
    log: () => nodes.map((node) => node.printed().replaceAll(/^[^{].*\n/gm, '')).join(''),
    // Each request by a connection of its own, so that requests alternate.
    ask: (request, asked = {}) =>
      ask(address, request, { ...asked, headers: { connection: 'close', ...(asked.headers ?? KEY) } }),
    async replace(n) {
      nodes[n] = await start(database, schema, shared)
    },
    async close() {
      balancer.close()
      await Promise.all(nodes.map((node) => node.kill('SIGTERM')))
      await store.close()
      await dropSchema(database, schema)
    },
  }
}

function start(...args: readonly string[]): Promise<Node> {
  const command = ['--conditions=kittn-source', join(import.meta.dirname, 'node.ts'), ...args]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  let printed = ''
  const kill = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    return ended
  }
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += String(chunk)
      const address = /^http:\S+$/m.exec(printed)?.[0]
      if (address !== undefined) resolve({ address, printed: () => printed, kill })
    })
    void ended.then(() => reject(new Error(`ended before it listened:\n${printed}`)))
  })
}

/** Takes the next process for each connection, and the one after that if nobody is there. */
function roundRobin(addresses: () => readonly string[]): Server {
  let turn = 0
  return createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    near.on('error', () => near.destroy())
    const dial = (left: number): void => {
      const all = addresses()
      const { hostname, port } = new URL(all[turn++ % all.length] ?? '')
      const far = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
      far.once('error', () => (left > 0 ? dial(left - 1) : near.destroy()))
      far.once('connect', () => couple(near, far))
    }
    dial(addresses().length)
  })
}

function couple(near: Socket, far: Socket): void {
  far.removeAllListeners('error')
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
  near.pipe(far)
  far.pipe(near)
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has an address of this kind.
      const { port } = server.address() as AddressInfo
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}
