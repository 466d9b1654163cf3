/** How a process of the command line ends. */
import cluster from 'node:cluster'

/**
 * Stops gracefully on the first signal and at once on the second. A worker stops when the process that started it says
 * so: what is typed at a terminal reaches both.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  if (cluster.isWorker) process.on('SIGINT', () => undefined)
  let stopping = false
  for (const signal of cluster.isWorker ? (['SIGTERM'] as const) : (['SIGINT', 'SIGTERM'] as const)) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void stop().then(() => process.exit(0))
    })
  }
}
