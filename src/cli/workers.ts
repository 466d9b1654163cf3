/** Several processes that serve one address: one starts the others, replaces those that die and counts for all. */
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { InvalidArgumentError } from 'commander'
import { hubCluster, hubOf, type Cluster, type Hub, type Line } from '../cluster/index.ts'
import { listenAt } from './listen.ts'
import { stopOnSignal } from './signals.ts'

/** The value of `--workers`. */
export function workersOf(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('workers are a number from 1 to 999.')
}

export const isWorker: boolean = cluster.isWorker

/** Whether this process speaks for all: it was started by hand, or as the first of several. */
export const speaks: boolean = cluster.worker === undefined || cluster.worker.id === 1

/**
 * Starts as many processes with the same arguments, which end with this one. Each listens by itself (`SO_REUSEPORT`), so
 * that the kernel divides the connections: node:cluster's own way of handing them on loses those on their way to a process
 * that dies, and their callers wait for ever. Where the system cannot do so, they accept from one socket.
 */
export async function startWorkers(count: number, port: number, host: string): Promise<void> {
  // Found out here, once: beside each other's sockets the workers would see neither that a port is taken nor which is free.
  const args = [...process.argv.slice(2), '--port', String(await freePort(port, host))]
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({ args })
  const all: Workers = { hub: hubOf(), stopping: false, served: false }
  for (let n = 0; n < count; n++) startWorker(all)
  stopOnSignal(async () => {
    all.stopping = true
    const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    await Promise.all(living.map(ended))
  })
}

/** How a worker says that it serves. */
const SERVES = { kittn: 'serves' }

export function sayServing(): void {
  process.send?.(SERVES)
}

/** Where several processes can listen on one port (libuv). */
export const sharesPort: boolean =
  cluster.isWorker && ['linux', 'freebsd', 'dragonfly', 'sunos', 'aix'].includes(process.platform)

type Workers = { readonly hub: Hub; stopping: boolean; /** Whether any has ever served. */ served: boolean }

/** How long to wait before the next try when one ends before it serves, in milliseconds. */
const PAUSE = 1000

function startWorker(all: Workers): void {
  const worker = cluster.fork()
  let served = false
  worker.on('message', ({ kittn }: Partial<typeof SERVES>) => {
    if (kittn === SERVES.kittn) all.served = served = true
  })
  const leave = all.hub.join(lineTo(worker))
  worker.on('exit', (code, signal) => {
    leave()
    if (all.stopping) return
    // What none could begin with was started wrongly, and the worker has said how.
    if (!all.served && code) process.exit(code)
    console.error(`kittn: worker ${worker.process.pid} ended (${signal ?? code}); another takes its place`)
    setTimeout(() => all.stopping || startWorker(all), served ? 0 : PAUSE)
  })
}

async function freePort(port: number, host: string): Promise<number> {
  const probe = createServer()
  await listenAt(() => once(probe.listen(port, host), 'listening'), port, host)
  const { port: free } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return free
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.on('exit', () => resolve())
    worker.process.kill('SIGTERM')
  })
}

function lineTo(worker: Worker): Line {
  return {
    say: (message) => void (worker.isConnected() && worker.send(message, () => undefined)),
    hear: (heard) => void worker.on('message', heard),
  }
}

/** What a worker shares with the others. */
export function workerCluster(): Cluster {
  return hubCluster({
    say: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    hear: (heard) => void process.on('message', heard),
  })
}
