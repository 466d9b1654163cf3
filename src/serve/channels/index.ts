/** The door to WebSocket channels: handshakes come in, connections are kept, topics reach them. */
import type { Cluster, Rate } from '../../cluster/index.ts'
import type { Contract } from '../../model/contract.ts'
import { placeholders } from '../../model/names.ts'
import type { Asking, Authorise } from '../authorise.ts'
import type { AnyBehaviour } from '../behaviour.ts'
import { refused, type Complaint, type Refusal } from '../complaint.ts'
import type { Exchange } from '../exchange.ts'
import { Failure } from '../fail.ts'
import { tooMany, type Count } from '../limit.ts'
import { isLoopback, networkOf } from '../network.ts'
import { ANONYMOUS, type Caller } from '../identity.ts'
import { named } from '../operation.ts'
import { Router } from '../router.ts'
import { basesOf, pathsOf } from '../routes.ts'
import type { AnyServices } from '../services.ts'
import { parameterReader, type Parameters, type Raw, type ReadParameters } from '../validate.ts'
import { Connection } from './connection.ts'
import { complainer } from './errors.ts'
import { fieldsOf, hasLogOn, requestOf } from './log-on.ts'
import { planChannel, type ChannelPlan } from './plan.ts'
import { recogniser } from './recognise.ts'
import { runSession, type ChannelSetting } from './session.ts'
import type { Topics } from './topics.ts'

export { planChannel } from './plan.ts'
export type { ChannelPlan } from './plan.ts'
export { topicsOf } from './topics.ts'

export type ChannelsSetting = {
  /** Name of the API. */
  readonly api: string
  readonly contract: Contract
  readonly behaviour: AnyBehaviour
  readonly services: AnyServices
  readonly authorise: Authorise
  readonly refusal: Refusal
  readonly topics: Topics
  readonly cluster: Cluster
  /** Counts what a caller asks for by the limits of the page. */
  readonly limit: (asked: string) => Count
}

export type OpenChannels = {
  /** Answers a handshake; `path` is the one below the prefix. Throws or rejects with a Failure. */
  readonly handshake: (exchange: Exchange, path: string) => Promise<void>
  /** Whether there is a channel at this path. */
  readonly has: (path: string) => boolean
  /** Says goodbye to everybody, and resolves when all have gone. */
  readonly close: (code: number) => Promise<void>
}

/** How many connections a caller may have in one process. */
const CONNECTIONS = 100
/** How often one address may ask for one. */
const HANDSHAKES: Rate = { count: 600, seconds: 60 }
/** How often everybody is asked whether they are there, in milliseconds. */
const HEARTBEAT = 30_000

export function openChannels(setting: ChannelsSetting): OpenChannels {
  const router = new Router<Opening>()
  const bases = basesOf(setting.contract)
  for (const channel of setting.contract.channels) {
    const opening = openingOf(setting, planChannel(channel, setting.behaviour))
    if (channel.address !== undefined)
      for (const path of pathsOf({ path: channel.address }, bases)) router.add('WS', path, opening)
  }
  const all = new Map<Connection, () => void>()
  const counts = new Map<string, number>()
  const heartbeat = setInterval(() => [...all.keys()].forEach((one) => one.beat()), HEARTBEAT).unref()
  return {
    async handshake(exchange, path) {
      const found = router.find('WS', path)
      if (found === undefined) throw new Failure(404)
      await countHandshake(exchange.address, setting)
      await shake(exchange, { opening: found.value, values: found.values, all, counts, topics: setting.topics })
    },
    has: (path) => router.find('WS', path) !== undefined,
    async close(code) {
      clearInterval(heartbeat)
      const gone = [...all].map(
        ([one, ended]) => new Promise<void>((done) => (all.set(one, () => (ended(), done())), one.close(code))),
      )
      await Promise.all(gone)
    },
  }
}

async function countHandshake(address: string, { api, cluster }: ChannelsSetting): Promise<void> {
  if (isLoopback(address)) return
  const { allowed, reset } = await cluster.take(`${api} handshakes @${networkOf(address)}`, HANDSHAKES)
  if (!allowed) throw tooMany(reset)
}

/** A channel, ready for handshakes. */
type Opening = {
  readonly session: ChannelSetting
  /** Throws a Failure for what the page does not allow. */
  readonly read: (raw: Raw) => Parameters
  readonly admit: (exchange: Exchange, values: readonly string[]) => Promise<Caller>
  readonly count: Count
}

function openingOf(setting: ChannelsSetting, plan: ChannelPlan): Opening {
  const { contract, refusal, services, authorise, behaviour } = setting
  const { channel, handlers } = plan
  const { security } = contract
  const names = placeholders(channel.address ?? '')
  const asked = `WS ${channel.address ?? ''}`
  const secured = handlers.secured ?? (security.length > 0 || behaviour.authenticate !== undefined)
  const asking = (request: Asking['request'], path: Asking['path']): Asking => ({
    request,
    asked,
    secured: false,
    security,
    path,
  })
  const known = async (one: Asking): Promise<Caller | undefined> => {
    const caller = await authorise(one)
    return caller === ANONYMOUS ? undefined : caller
  }
  const logOn: ChannelSetting['logOn'] = async (message, from) => {
    const request = requestOf(fieldsOf(message), security)
    if (request === undefined) return undefined
    const shown = async (): Promise<Caller> => authorise({ ...asking(request, () => ({})), secured: true, from })
    const caller = await shown().catch(unknown)
    return caller === ANONYMOUS ? undefined : caller
  }
  const later = !secured || hasLogOn(channel)
  return {
    session: {
      plan,
      recognise: recogniser(
        plan.messages.map(({ message }) => message),
        refusal,
      ),
      complain: complainer(contract, channel, services.log),
      services,
      logOn,
      secured,
    },
    read: strictly(
      parameterReader({ path: channel.address ?? '', parameters: channel.parameters }, { security }),
      refusal,
    ),
    count: setting.limit(asked),
    async admit(exchange, values) {
      const path: Asking['path'] = () => named(names, values)
      const query = requestOf(exchange.query, security)
      const caller =
        (await known({ ...asking(exchange, path), sent: exchange, from: exchange })) ??
        (query && (await known({ ...asking(query, path), from: exchange })))
      if (caller !== undefined) return caller
      if (!later) await authorise({ ...asking(exchange, path), secured: true, from: exchange })
      return ANONYMOUS
    },
  }
}

function strictly(read: ReadParameters, refusal: Refusal): Opening['read'] {
  return (raw) => {
    const complaints: Complaint[] = []
    const parameters = read(raw, complaints)
    if (complaints.length > 0) throw refused(refusal, complaints)
    return parameters
  }
}

/** A credential that is no good is as good as none. */
function unknown(error: unknown): Caller {
  if (error instanceof Failure && error.status === 401) return ANONYMOUS
  throw error
}

type Shaking = {
  readonly opening: Opening
  readonly values: readonly string[]
  readonly all: Map<Connection, () => void>
  readonly counts: Map<string, number>
  readonly topics: Topics
}

async function shake(exchange: Exchange, { opening, values, all, counts, topics }: Shaking): Promise<void> {
  const { session, read, admit, count: countUse } = opening
  const address = session.plan.address ?? ''
  exchange.checkAddress()
  exchange.channel = { by: session.plan.by, address }
  checkOrigin(exchange)
  exchange.caller = await admit(exchange, values)
  await countUse(exchange)
  const { query, headers } = exchange
  const parameters = read({ path: values, query, headers })
  const who = exchange.caller.id
  const count = counts.get(who) ?? 0
  // Whoever nobody knows may come through a proxy with many others.
  if (exchange.caller !== ANONYMOUS && count >= CONNECTIONS)
    throw new Failure(429, `At most ${CONNECTIONS} connections may be open at once.`)
  const from = { address: exchange.address }
  const socket = exchange.accept(session.plan.by)
  const connection = new Connection({ id: exchange.id, address, from, caller: exchange.caller }, socket, topics)
  counts.set(who, count + 1)
  all.set(connection, () => undefined)
  runSession(session, { connection, socket, parameters }, () => {
    all.get(connection)?.()
    all.delete(connection)
    const left = (counts.get(who) ?? 1) - 1
    if (left === 0) counts.delete(who)
    else counts.set(who, left)
  })
}

/**
 * Any site may open a connection, because what it shows lets it in, not where it comes from. Only cookies, which a
 * browser shows by itself, count for the site that they belong to alone.
 */
function checkOrigin({ headers: { cookie, origin, host } }: Exchange): void {
  if (cookie === undefined || origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== host)
    throw new Failure(403, 'A page of another site may not use the cookies of this one.')
}
