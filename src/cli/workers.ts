/** Several processes that serve one address: one starts the others, replaces those that die and counts for all. */
import cluster, { type Worker } from 'node:cluster'
import { InvalidArgumentError } from 'commander'
import { hubCluster, hubOf, type Cluster, type Hub, type Line } from '../cluster/index.ts'
import { stopOnSignal } from './signals.ts'

/** The value of `--workers`. */
export function workersOf(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('workers are a number from 1 to 999.')
}

export const isWorker: boolean = cluster.isWorker

/** Whether this process speaks for all: it was started by hand, or as the first of several. */
export const speaks: boolean = cluster.worker === undefined || cluster.worker.id === 1

/** Starts as many processes with the same arguments. They end with this one. */
export function startWorkers(count: number): void {
  const hub = hubOf()
  const stopping = { now: false }
  for (let n = 0; n < count; n++) startWorker(hub, stopping)
  stopOnSignal(async () => {
    stopping.now = true
    const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    await Promise.all(living.map(ended))
  })
}

function startWorker(hub: Hub, stopping: { readonly now: boolean }): void {
  const worker = cluster.fork()
  let served = false
  worker.on('listening', () => void (served = true))
  const leave = hub.join(lineTo(worker))
  worker.on('exit', (code, signal) => {
    leave()
    if (stopping.now) return
    // One that never listened was started wrongly, and has said how.
    if (!served) process.exit(code || 1)
    console.error(`kittn: worker ${worker.process.pid} ended (${signal ?? code}); another takes its place`)
    startWorker(hub, stopping)
  })
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
