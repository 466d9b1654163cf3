/** A set of APIs, each below its prefix with its own errors, keys and site, and what lies between them. No sockets. */
import type { Cluster } from '../cluster/index.ts'
import { elsewhere } from './elsewhere.ts'
import { failing } from './errors.ts'
import type { Exchange, Flow } from './exchange.ts'
import { Meter } from './meter.ts'
import { mountApi, type Mounted } from './mount.ts'
import { standard } from './problem.ts'
import { isSame } from './same.ts'
import type { MountOptions, ServedApi } from './served.ts'
import type { Logger } from './services.ts'
import type { Site } from './site.ts'
import type { Vitals } from './vitals.ts'

export type AppOptions = {
  readonly logger: Logger
  /** Files at the root, where no API is. */
  readonly home: Site
  /** Addresses that go before everything else, by their path: the event stream of `dev`. */
  readonly extra: Extra
  readonly flow: Flow
  /** Limits and messages, as all processes of the APIs count and hear them. */
  readonly cluster: Cluster
  readonly vitals: Vitals
}

export type Extra = ReadonlyMap<string, (exchange: Exchange) => void>

export type App = {
  readonly handle: (exchange: Exchange) => void
  /** Begins what the APIs do without being asked. */
  readonly start: () => void
  /** Ends it, and every WebSocket with this code; what has gone over into `next` goes on. */
  readonly stop: (code: number, next?: App) => Promise<void>
  readonly running: readonly Running[]
  readonly meters: readonly Meter[]
}

/** An API that answers, and what it was made of. Its site can be another one while it goes on. */
type Running = { readonly api: ServedApi; readonly mounted: Mounted; readonly show: (files: Site) => void }

/**
 * Makes the app, fills what has to be filled, and is ready to answer when it resolves. An API of `before` that would be made
 * of the same again goes on in it.
 */
export async function buildApp(apis: readonly ServedApi[], options: AppOptions, before?: App): Promise<App> {
  const running: Running[] = []
  for (const api of apis) running.push(goesOn(api, before) ?? (await begin(api, options)))
  const root = mountRoot(options.home, options)
  const known = [...running.map(({ mounted }) => mounted).toSorted((a, b) => b.prefix.length - a.prefix.length), root]
  const { extra } = options
  return {
    running,
    meters: known.flatMap((one) => one.meters),
    handle(exchange) {
      const own = extra.size === 0 ? undefined : extra.get(exchange.path)
      if (own !== undefined) own(exchange)
      else run(known.find(({ prefix }) => covers(prefix, exchange.path)) ?? root, exchange)
    },
    start: () => running.forEach((one) => before?.running.includes(one) || one.mounted.start()),
    async stop(code, next) {
      const ended = running.filter((one) => next?.running.includes(one) !== true)
      await Promise.all(ended.map(({ mounted }) => mounted.stop(code)))
    },
  }
}

function goesOn(api: ServedApi, before: App | undefined): Running | undefined {
  const found = before?.running.find((one) => isSame(one.api, api))
  found?.show(api.files)
  return found
}

async function begin(api: ServedApi, options: AppOptions): Promise<Running> {
  let shown = api.files
  const files: Site = { keys: () => shown.keys(), get: (path) => shown.get(path) }
  const mounted = await mountApi({ ...api, files }, options)
  return { api, mounted, show: (next) => void (shown = next) }
}

function covers(prefix: string, path: string): boolean {
  if (prefix === '') return true
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/')
}

/** Whatever goes wrong, now or later, becomes an answer. */
function run({ handle, fail }: Mounted, exchange: Exchange): void {
  try {
    const done = handle(exchange)
    if (done instanceof Promise) done.catch((error: unknown) => fail(error, exchange))
  } catch (error) {
    fail(error, exchange)
  }
}

/** The root of a folder of APIs: its home page, and 404 for what lies below no API. */
function mountRoot(home: Site, { logger, vitals: own }: MountOptions): Mounted {
  const handle = elsewhere({ files: home, prefix: '', methods: () => [], isOwn: () => false, vitals: own })
  const meter = new Meter({ api: '', operation: '' })
  return {
    prefix: '',
    handle(exchange) {
      exchange.meter = meter
      return handle(exchange, exchange.path)
    },
    fail: failing(standard, logger),
    meters: [meter],
    start: () => undefined,
    stop: async () => undefined,
  }
}
