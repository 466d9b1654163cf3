/** Puts together what the parts of one API have in common: its data, its services, who may call and how often. */
import type { Contract } from '../model/contract.ts'
import type { Limits } from '../model/limits.ts'
import type { Resource } from '../model/resources.ts'
import { outboxIn, type Delivery } from '../outbox/index.ts'
import { authoriser, type Authorise } from './authorise.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { background, workOf, type Background } from './background.ts'
import { topicsOf } from './channels/index.ts'
import { collectionsOf } from './collections.ts'
import { dataOf } from './data.ts'
import { demonstrate } from './demo.ts'
import { absence } from './gone.ts'
import { keysOf } from './holders.ts'
import { identifier } from './identify.ts'
import { watched } from './guesses.ts'
import { HANDLER_LIMIT } from './in-time.ts'
import { keptIn } from './kept.ts'
import { sendServices, signedBy } from './letters.ts'
import { limiter } from './limit.ts'
import type { Api } from './operation.ts'
import { seed } from './seed.ts'
import type { MountOptions, ServedApi } from './served.ts'
import type { AnyServices } from './services.ts'

export type Assembled = {
  readonly api: Api
  /** What it does without being asked. */
  readonly later: Background
  readonly fan: ReturnType<typeof topicsOf>
}

/** Brings the data up to date and fills the collections on the way. */
export async function assemble(
  served: ServedApi,
  options: MountOptions,
  resources: readonly Resource[],
): Promise<Assembled> {
  const { name, contract, behaviour, store } = served
  const absent = absence(contract)
  const collections = collectionsOf(contract, resources, { store, absent })
  const data = await dataOf(store, collections, behaviour.migrations)
  await seed(store, contract, { resources, behaviour })
  const fan = topicsOf(name, options.cluster)
  const outbox = outboxIn(store)
  const letters = { contract, from: behaviour.mail?.from, outbox, wake: () => later.wake() }
  const kept = keptIn(served.fileStore)
  const publish: AnyServices['publish'] = (topic, message) => store.afterwards(() => fan.publish(topic, message))
  const services: AnyServices = { ...data, ...sendServices(letters), publish, kept, log: options.logger }
  await demonstrate(served, services)
  const delivery = { inside: false, ...served.delivery, ...signing(behaviour, services) }
  const later = background({ store, outbox, delivery, log: options.logger, work: workOf(behaviour, services) })
  const api: Api = {
    name,
    contract,
    security: contract.security,
    store,
    services,
    fileStore: served.fileStore,
    timeout: served.timeout ?? HANDLER_LIMIT,
    prefix: served.prefix,
    absent,
    authorise: watched(authoriseOf(served, services), { api: name, cluster: options.cluster, log: options.logger }),
    limit: limiter({ api: name, limits: limitsOf(served), cluster: options.cluster }),
    refusal: refusal(contract),
    log: options.logger,
  }
  return { api, later, fan }
}

function signing({ signs }: AnyBehaviour, services: AnyServices): Pick<Delivery, 'prepared'> {
  if (signs === undefined) return {}
  return { prepared: (letter) => signedBy((outgoing) => signs(outgoing, services as never), letter) }
}

function authoriseOf(served: ServedApi, services: AnyServices): Authorise {
  const { behaviour, contract } = served
  const keys = authoriser(served)
  if (behaviour.authenticate === undefined) return keys
  const { title, security } = contract
  return identifier(behaviour.authenticate, { title, security, services, keys, keyOf: keysOf(served) })
}

/** What the page says, and what the operator adds for everything. */
function limitsOf({ contract: { limits }, limits: more = [] }: ServedApi): Limits {
  const span = { file: '', line: 1, column: 1, endLine: 1 }
  const added = more.map((rate) => ({ ...rate, per: 'caller', plan: undefined, operations: undefined, span }) as const)
  return { ...limits, rates: [...limits.rates, ...added] }
}

/** Well-formed requests that are not what the page describes: 422 where the page says so, else 400. */
function refusal({ errors }: Contract): { readonly status: number } {
  return { status: errors.codes.some(({ status }) => status === 422) ? 422 : 400 }
}
