/** A set of APIs, each below its prefix with its own errors, keys and site, and what lies between them. No sockets. */
import type { Cluster } from '../cluster/index.ts'
import { elsewhere } from './elsewhere.ts'
import { failing } from './errors.ts'
import type { Exchange, Flow } from './exchange.ts'
import { Meter } from './meter.ts'
import { mountApi, type Mounted } from './mount.ts'
import { standard } from './problem.ts'
import type { MountOptions, ServedApi } from './served.ts'
import type { Logger } from './services.ts'
import type { Site } from './site.ts'
import { vitals } from './vitals.ts'

export type AppOptions = {
  readonly logger: Logger
  /** Files at the root, where no API is. */
  readonly home: Site
  /** Addresses that go before everything else, by their path: the event stream of `dev`. */
  readonly extra: Extra
  readonly flow: Flow
  /** Limits and messages, as all processes of the APIs count and hear them. */
  readonly cluster: Cluster
}

export type Extra = ReadonlyMap<string, (exchange: Exchange) => void>

export type App = {
  readonly handle: (exchange: Exchange) => void
  /** Begins what the APIs do without being asked. */
  readonly start: () => void
  /** Ends it, and every WebSocket with this code. */
  readonly stop: (code: number) => Promise<void>
}

/** Makes the app, fills what has to be filled, and is ready to answer when it resolves. */
export async function buildApp(apis: readonly ServedApi[], options: AppOptions): Promise<App> {
  const mounted: Mounted[] = []
  const around = {
    logger: options.logger,
    cluster: options.cluster,
    vitals: vitals({ flow: options.flow, stores: apis.map(({ store }) => store), meters: () => meters }),
  }
  for (const api of apis) mounted.push(await mountApi(api, around))
  const root = mountRoot(options.home, around)
  const known = [...mounted.toSorted((a, b) => b.prefix.length - a.prefix.length), root]
  const meters = known.flatMap((one) => one.meters)
  const { extra } = options
  return {
    handle(exchange) {
      const own = extra.size === 0 ? undefined : extra.get(exchange.path)
      if (own !== undefined) own(exchange)
      else run(known.find(({ prefix }) => covers(prefix, exchange.path)) ?? root, exchange)
    },
    start: () => mounted.forEach((one) => one.start()),
    stop: async (code) => void (await Promise.all(mounted.map((one) => one.stop(code)))),
  }
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
  const handle = elsewhere({ files: home, prefix: '', methods: () => [], vitals: own })
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
