/** Counts of requests, and what Prometheus reads of them. */

/** Upper ends of the histogram of times, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** Counts the requests of one operation: an array look-up and three additions each. */
export class Meter {
  readonly labels: string
  readonly #statuses = new Map<number, number>()
  readonly #buckets = new Float64Array(BUCKETS.length + 1)
  #seconds = 0

  constructor(labels: Readonly<Record<string, string>>) {
    this.labels = Object.entries(labels)
      .map(([name, value]) => `${name}="${escaped(value)}"`)
      .join(',')
  }

  count(status: number, milliseconds: number): void {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1)
    const seconds = milliseconds / 1000
    let bucket = 0
    while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]!) bucket++
    this.#buckets[bucket]!++
    this.#seconds += seconds
  }

  /** Lines of `kittn_requests_total`. */
  totals(): string[] {
    return [...this.#statuses].map(
      ([status, count]) => `kittn_requests_total{${this.labels},status="${status}"} ${count}`,
    )
  }

  /** Lines of `kittn_request_seconds`; none before the first request. */
  times(): string[] {
    if (this.#statuses.size === 0) return []
    let sum = 0
    const lines = [...BUCKETS, '+Inf'].map((end, i) => {
      sum += this.#buckets[i] ?? 0
      return `kittn_request_seconds_bucket{${this.labels},le="${end}"} ${sum}`
    })
    const name = 'kittn_request_seconds'
    return [...lines, `${name}_sum{${this.labels}} ${this.#seconds}`, `${name}_count{${this.labels}} ${sum}`]
  }
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
}

/** Everything that is measured, in the text format of Prometheus (0.0.4). */
export function exposition(meters: Iterable<Meter>, inFlight: number): string {
  const all = [...meters]
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    ...described('kittn_requests_total', 'counter', 'Requests answered, by operation and status.'),
    ...all.flatMap((meter) => meter.totals()),
    ...described('kittn_request_seconds', 'histogram', 'Time from the first byte of a request to its answer.'),
    ...all.flatMap((meter) => meter.times()),
    ...described('kittn_requests_in_flight', 'gauge', 'Requests that have begun and are not answered.'),
    `kittn_requests_in_flight ${inFlight}`,
    ...described('process_cpu_seconds_total', 'counter', 'CPU time of the process.'),
    `process_cpu_seconds_total ${(user + system) / 1e6}`,
    ...described('process_resident_memory_bytes', 'gauge', 'Resident memory.'),
    `process_resident_memory_bytes ${rss}`,
    ...described('nodejs_heap_used_bytes', 'gauge', 'Heap in use.'),
    `nodejs_heap_used_bytes ${heapUsed}`,
    ...described('process_start_time_seconds', 'gauge', 'When the process began.'),
    `process_start_time_seconds ${Math.round(Date.now() / 1000 - process.uptime())}`,
    '',
  ].join('\n')
}

function described(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}
