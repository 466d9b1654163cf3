/** One API below its prefix: its operations, and for every other address its site, 405 or 404. */
import { wantsHtml } from './accept.ts'
import { assemble } from './assemble.ts'
import { openChannels, type OpenChannels } from './channels/index.ts'
import { elsewhere, ownPaths, type Around as Elsewhere } from './elsewhere.ts'
import { failing, type Fail } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { addFiles } from './file-route.ts'
import { addPages } from './html/routes.ts'
import { redactor } from './log.ts'
import { Meter } from './meter.ts'
import { wire, type Route } from './operation.ts'
import { plan } from './plan.ts'
import { keyMaker } from './key-maker.ts'
import { pluggedAll } from './plugin.ts'
import { problems } from './problem.ts'
import type { Router } from './router.ts'
import { routed } from './routed.ts'
import type { MountOptions, ServedApi } from './served.ts'
import { fileAt, sendFile, type Site } from './site.ts'
import type { Soon } from './soon.ts'
import { troubling } from './trouble.ts'

/** An API that answers. */
export type Mounted = {
  readonly prefix: string
  readonly handle: (exchange: Exchange) => Soon<void>
  readonly fail: Fail
  readonly meters: readonly Meter[]
  /** Begins what the API does without being asked. */
  readonly start: () => void
  /** Ends it, and every WebSocket with this code. */
  readonly stop: (code: number) => Promise<void>
}

/** Mounts the API and fills its collections. */
export async function mountApi(served: ServedApi, options: MountOptions): Promise<Mounted> {
  const { contract, behaviour, prefix, files } = served
  const { actions, resources } = plan(contract, behaviour)
  const { api, later, fan } = await assemble(served, options, resources)
  const trouble = served.trouble === undefined ? undefined : troubling(served.trouble, contract)
  const wired = actions.map((action) => {
    const one = wire(action, api, actions)
    return trouble === undefined ? one : { ...one, handle: trouble(action.operation, one.handle) }
  })
  const router = routed(wired, contract, behaviour)
  const redacted = redactor(contract)
  const { log } = api
  const keys = keyMaker(served.store, contract, behaviour)
  const host = { name: served.name, contract, store: served.store, keys, take: options.cluster.take, redacted, log }
  const beside = pluggedAll(served.plugins ?? [], host)
  const shown = served.fileStore === undefined ? [] : [addFiles(router, served.name, served.fileStore)]
  const pages = addPages(router, {
    api: served.name,
    pages: { ...beside.pages, ...behaviour.pages },
    title: contract.title,
    prefix,
    services: api.services,
    security: contract.security,
    authorise: api.authorise,
    fileStore: served.fileStore,
    log: options.logger,
  })
  const meter = new Meter({ api: served.name, operation: '' })
  const live = openChannels({
    api: served.name,
    contract,
    behaviour,
    services: api.services,
    authorise: api.authorise,
    refusal: api.refusal,
    topics: fan.topics,
    cluster: options.cluster,
    limit: api.limit,
  })
  const dispatch = dispatcher(router, { files, prefix, vitals: options.vitals, live, isOwn: ownPaths(contract) })
  return {
    prefix,
    handle(exchange) {
      exchange.redacted = redacted
      exchange.meter = meter
      exchange.told = beside.heard
      return dispatch(exchange)
    },
    fail: failing(problems(contract), options.logger),
    start: later.start,
    async stop(code) {
      await Promise.all([later.stop(), live.close(code), beside.stop?.()])
      fan.stop()
    },
    meters: [meter, ...[...wired, ...pages, ...shown].map((one) => one.meter)],
  }
}

/** Where files of the site have addresses of operations, they go first; its pages only for those who want HTML. */
function dispatcher(
  router: Router<Route>,
  {
    files,
    prefix,
    vitals,
    live,
    isOwn,
  }: Pick<ServedApi, 'files' | 'prefix'> & Pick<Elsewhere, 'vitals' | 'isOwn'> & { readonly live: OpenChannels },
): (exchange: Exchange) => Soon<void> {
  const shared = sharedWith(router, files)
  const others = elsewhere({ files, prefix, vitals, isOwn, methods: (path) => router.methods(path) })
  return (exchange) => {
    const path = prefix === '' ? exchange.path : exchange.path.slice(prefix.length)
    if (exchange.isHandshake) return live.handshake(exchange, path)
    const found = router.find(exchange.method, path)
    if (found === undefined && exchange.method === 'GET' && live.has(path)) exchange.accept('')
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
