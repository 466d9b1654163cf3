/** One process has all to itself: limits count in windows that begin with the first use, messages go round at once. */
import type { Cluster, Heard, Rate, Taken } from './cluster.ts'

type Window = { used: number; readonly until: number }

/** How many windows are kept before those that are over are swept out. */
const SWEEP = 10_000

export function memoryCluster(now: () => number = Date.now): Cluster {
  const windows = new Map<string, Window>()
  const ears = new Set<Heard>()
  return {
    take: (key, rate) => takeFrom(windows, key, { rate, at: now() }),
    publish: (topic, text) => ears.forEach((heard) => heard(topic, text)),
    subscribe(heard) {
      ears.add(heard)
      return () => void ears.delete(heard)
    },
    close: async () => ears.clear(),
  }
}

type Use = { readonly rate: Rate; readonly at: number }

function takeFrom(windows: Map<string, Window>, key: string, { rate, at }: Use): Taken {
  const before = windows.get(key)
  const window = before !== undefined && before.until > at ? before : { used: 0, until: at + rate.seconds * 1000 }
  if (window !== before) {
    if (windows.size >= SWEEP) sweep(windows, at)
    windows.set(key, window)
  }
  window.used++
  const reset = Math.ceil((window.until - at) / 1000)
  return { allowed: window.used <= rate.count, remaining: Math.max(0, rate.count - window.used), reset }
}

function sweep(windows: Map<string, Window>, at: number): void {
  for (const [key, { until }] of windows) if (until <= at) windows.delete(key)
}
