/** One API below its prefix: its operations, and for every other address its site, 405 or 404. */
import type { Cluster, Rate } from '../cluster/index.ts'
import type { Contract } from '../model/contract.ts'
import { outboxIn, type Delivery } from '../outbox/index.ts'
import type { Limits } from '../model/limits.ts'
import type { Store } from '../store/index.ts'
import { wantsHtml } from './accept.ts'
import { authoriser, type DemoKey } from './authorise.ts'
import { background, workOf } from './background.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { collectionsOf } from './collections.ts'
import { dataOf } from './data.ts'
import { elsewhere } from './elsewhere.ts'
import { failing, type Fail } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { absence } from './gone.ts'
import { addPages } from './html/routes.ts'
import { identifier } from './identify.ts'
import { sendServices } from './letters.ts'
import { limiter } from './limit.ts'
import { redactor } from './log.ts'
import { Meter } from './meter.ts'
import { wire, type Api, type Route, type Wired } from './operation.ts'
import { plan } from './plan.ts'
import { problems } from './problem.ts'
import { Router } from './router.ts'
import { basesOf, pathsOf } from './routes.ts'
import { seed } from './seed.ts'
import type { AnyServices, Logger } from './services.ts'
import { fileAt, sendFile, type Site } from './site.ts'
import type { Soon } from './soon.ts'
import { troubling, type Trouble } from './trouble.ts'
import type { Vitals } from './vitals.ts'

/** An API with everything that it is served from. */
export type ServedApi = {
  readonly name: string
  /** `''` for the root, else with a slash before and none behind: `/kittn`. */
  readonly prefix: string
  readonly contract: Contract
  readonly behaviour: AnyBehaviour
  readonly store: Store
  readonly files: Site
  readonly demo: readonly DemoKey[]
  /** Trouble that is made on purpose. With it, callers may ask for some, too. */
  readonly trouble?: Trouble
  /** How mail and webhooks go out; by default no mail, and webhooks to public addresses only. */
  readonly delivery?: Delivery
  /** Limits that the operator sets for each caller, besides those of the page. */
  readonly limits?: readonly Rate[]
}

/** An API that answers. */
export type Mounted = {
  readonly prefix: string
  readonly handle: (exchange: Exchange) => Soon<void>
  readonly fail: Fail
  readonly meters: readonly Meter[]
  /** Begins what the API does without being asked. */
  readonly start: () => void
  readonly stop: () => Promise<void>
}

export type MountOptions = { readonly logger: Logger; readonly vitals: Vitals; readonly cluster: Cluster }

/** What the page says, and what the operator adds for everything. */
function limitsOf({ contract: { limits }, limits: more = [] }: ServedApi): Limits {
  const span = { file: '', line: 1, column: 1, endLine: 1 }
  const added = more.map((rate) => ({ ...rate, per: 'caller', plan: undefined, operations: undefined, span }) as const)
  return { ...limits, rates: [...limits.rates, ...added] }
}

/** Mounts the API and fills its collections. */
export async function mountApi(served: ServedApi, options: MountOptions): Promise<Mounted> {
  const { contract, behaviour, store, prefix, files } = served
  const { actions, resources } = plan(contract, behaviour)
  const absent = absence(contract)
  const collections = collectionsOf(contract, resources, { store, absent })
  const data = await dataOf(store, collections, behaviour.migrations)
  await seed(store, contract, { resources, behaviour })
  const outbox = outboxIn(store)
  const letters = { contract, from: behaviour.mail?.from, outbox, wake: () => later.wake() }
  const services: AnyServices = { ...data, ...sendServices(letters), log: options.logger }
  const { delivery = { inside: false } } = served
  const later = background({ store, outbox, delivery, log: options.logger, work: workOf(behaviour, services) })
  const keys = authoriser(served)
  const api: Api = {
    name: served.name,
    contract,
    security: contract.security,
    store,
    services,
    absent,
    authorise:
      behaviour.authenticate === undefined
        ? keys
        : identifier(behaviour.authenticate, { security: contract.security, services, keys }),
    limit: limiter({ api: served.name, limits: limitsOf(served), cluster: options.cluster }),
    refusal: refusal(contract),
    log: options.logger,
  }
  const trouble = served.trouble === undefined ? undefined : troubling(served.trouble, contract)
  const wired = actions.map((action) => {
    const one = wire(action, api)
    return trouble === undefined ? one : { ...one, handle: trouble(action.operation, one.handle) }
  })
  const router = routerOf(wired, contract)
  const pages = addPages(router, {
    api: served.name,
    pages: behaviour.pages ?? {},
    title: contract.title,
    prefix,
    services,
    security: contract.security,
    authorise: api.authorise,
    log: options.logger,
  })
  const redacted = redactor(contract.security)
  const meter = new Meter({ api: served.name, operation: '' })
  const dispatch = dispatcher(router, { files, prefix, vitals: options.vitals })
  return {
    prefix,
    handle(exchange) {
      exchange.redacted = redacted
      exchange.meter = meter
      return dispatch(exchange)
    },
    fail: failing(problems(contract), options.logger),
    start: later.start,
    stop: later.stop,
    meters: [meter, ...[...wired, ...pages].map((one) => one.meter)],
  }
}

/** Every operation at its addresses; `HEAD` comes with `GET` unless the page describes it itself. */
function routerOf(wired: readonly Wired[], contract: Contract): Router<Route> {
  const router = new Router<Route>()
  const bases = basesOf(contract)
  for (const one of wired)
    for (const path of pathsOf(one.action.operation, bases)) router.add(one.action.operation.method, path, one)
  for (const one of wired)
    if (one.action.operation.method === 'GET')
      for (const path of pathsOf(one.action.operation, bases)) router.add('HEAD', path, one)
  return router
}

/** Where files of the site have addresses of operations, they go first; its pages only for those who want HTML. */
function dispatcher(
  router: Router<Route>,
  { files, prefix, vitals }: Pick<ServedApi, 'files' | 'prefix'> & { readonly vitals: Vitals },
): (exchange: Exchange) => Soon<void> {
  const shared = sharedWith(router, files)
  const others = elsewhere({ files, prefix, vitals, methods: (path) => router.methods(path) })
  return (exchange) => {
    const path = prefix === '' ? exchange.path : exchange.path.slice(prefix.length)
    const found = router.find(exchange.method, path)
    if (found === undefined) return others(exchange, path)
    const file = shared.has(found.value) ? fileAt(files, path) : undefined
    const goesFirst = file !== undefined && (!file.type.startsWith('text/html') || wantsHtml(exchange.header('accept')))
    return goesFirst ? sendFile(file, exchange) : found.value.handle(exchange, found.values)
  }
}

/** The operations that have an address of a file. */
function sharedWith(router: Router<Route>, files: Site): ReadonlySet<Route> {
  const addresses = [...files.keys()].flatMap((name) => [`/${name}`, `/${name.replace(/(?:^|\/)index\.html$/, '')}`])
  const found = addresses.map((address) => router.find('GET', encodeURI(address))?.value)
  return new Set(found.filter((one) => one !== undefined))
}

/** Well-formed requests that are not what the page describes: 422 where the page says so, else 400. */
function refusal({ errors }: Contract): { readonly status: number } {
  return { status: errors.codes.some(({ status }) => status === 422) ? 422 : 400 }
}
