/** One operation on the wire: who may come in, what is read, what is answered. */
import type { Operation } from '../model/contract.ts'
import { placeholders } from '../model/names.ts'
import type { Requirement } from '../model/security.ts'
import { success } from '../model/sight.ts'
import { accepts } from './accept.ts'
import type { Action } from './actions.ts'
import type { Asking, Authorise } from './authorise.ts'
import { JSON_TYPE, type Call, type Respond } from './call.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import { READ_ONLY, type Caller } from './identity.ts'
import type { Sent } from './body-reader.ts'
import { incoming, type Reading } from './incoming.ts'
import type { Count } from './limit.ts'
import { Meter } from './meter.ts'
import { responder, type Setting } from './respond.ts'
import { send } from './send.ts'
import { sendContent } from './send-file.ts'
import { andThen, type Soon } from './soon.ts'
import { unchanged } from './unchanged.ts'
import { uploader, type Delivery } from './uploads/index.ts'

/** What all operations of an API share. */
export type Api = Setting &
  Reading & {
    readonly name: string
    readonly authorise: Authorise
    readonly limit: (operation: string) => Count
  }

/** Answers a request whose placeholders have these values. Throws or rejects with a Failure for an error answer. */
export type Handle = (exchange: Exchange, values: readonly string[]) => Soon<void>

/** Something that answers at addresses of its own. */
export type Route = { readonly handle: Handle; readonly meter: Meter }

export type Wired = Route & { readonly action: Action }

/** An operation at its address. Its stages are made when it is first asked: of most nobody asks, and an edit wires all anew. */
export function wire(action: Action, api: Api, all: readonly Action[]): Wired {
  const meter = new Meter({ api: api.name, operation: action.operation.key })
  let made: Handle | undefined
  const handle: Handle = (exchange, values) => (made ??= stages(action, api, { all, meter }))(exchange, values)
  return { action, handle, meter }
}

type Beside = { readonly all: readonly Action[]; readonly meter: Meter }

/** The stages of an operation as one function. Nothing in it waits that need not. `all` are the actions of the API. */
function stages(action: Action, api: Api, { all, meter }: Beside): Handle {
  const { operation, by } = action
  const respond = unlessStale(action, api, all)
  const read = incoming(operation, api)
  const mediaType = typeOf(action)
  const sending = { by, type: mediaType.endsWith('json') ? `${mediaType}; charset=utf-8` : JSON_TYPE }
  const count = api.limit(operation.key)
  const asking = askingOf(operation, api.contract.security)
  const uploads = uploader(operation, api)
  const answer = (exchange: Exchange, values: readonly string[], sent: Sent): Soon<void> =>
    andThen(respond(exchange, values, read(exchange, values, sent)), (answered) =>
      'open' in answered ? sendContent(exchange, answered, by) : send(exchange, answered, sending),
    )
  const proceed: Handle = (exchange, values) => {
    const takeIn = exchange.hasBody ? uploads(exchange) : undefined
    if (takeIn !== undefined) return withFiles(takeIn(exchange), (sent) => answer(exchange, values, sent))
    return andThen(exchange.body(), (bytes) => answer(exchange, values, bytes === undefined ? NOTHING : { bytes }))
  }
  return (exchange, values) => {
    exchange.action = action
    exchange.meter = meter
    exchange.checkAddress()
    refuseTwo(exchange)
    // Before a body is read: 406 and 401.
    if (!accepts(exchange.header('accept'), mediaType)) throw new Failure(406)
    const admitted = admit(exchange, api.authorise(asking(exchange, values)), count)
    return admitted instanceof Promise ? admitted.then(() => proceed(exchange, values)) : proceed(exchange, values)
  }
}

type RespondTo = (exchange: Exchange, values: readonly string[], call: Call) => ReturnType<Respond>

/** Looks at what `If-Match` names before it answers, and once more in one step with the first thing that is written. */
function unlessStale(action: Action, api: Api, all: readonly Action[]): RespondTo {
  const respond = responder(action, api)
  const look = unchanged(action, api, all)
  if (look === undefined) return (_exchange, _values, call) => respond(call)
  const { store } = api
  return (exchange, values, call) => {
    if (call.ifMatch === undefined) return respond(call)
    const unchangedStill = (): Promise<void> => look(exchange, values)
    return unchangedStill().then(() => store.guarded(unchangedStill, async () => respond(call)))
  }
}

const NOTHING: Sent = Object.freeze({})

/** Files that were taken in are there until the request is answered. */
async function withFiles(taken: Promise<Delivery>, use: (sent: Sent) => Soon<void>): Promise<void> {
  const delivery = await taken
  try {
    await use(delivery)
    await delivery.end()
  } catch (error) {
    await delivery.end(error)
    throw error
  }
}

function admit(exchange: Exchange, caller: Soon<Caller>, count: Count): Soon<void> {
  if (caller instanceof Promise) return caller.then((found) => admit(exchange, found, count))
  exchange.caller = caller
  if (caller.headers !== undefined)
    for (const [name, value] of Object.entries(caller.headers)) exchange.add(name, value)
  if (caller.readOnly && exchange.method !== 'GET' && exchange.method !== 'HEAD') throw new Failure(403, READ_ONLY)
  if (caller.scopes !== undefined) checkScopes(caller.scopes, exchange.action?.operation.scopes ?? [])
  return count(exchange)
}

/** Keys without scopes may do everything. */
function checkScopes(own: readonly string[], needed: readonly string[]): void {
  const [lacking] = needed.filter((scope) => !own.includes(scope))
  if (lacking === undefined) return
  // RFC 6750, 3.1
  const challenge = `Bearer error="insufficient_scope", scope="${needed.join(' ').replaceAll(/[^!#-[\]-~ ]/g, '')}"`
  throw new Failure(403, `This needs the scope ${lacking}, which your key does not have.`, {
    headers: { 'www-authenticate': challenge },
  })
}

type Ask = (exchange: Exchange, values: readonly string[]) => Asking

/** Where none is asked for, a credential that is shown still says who calls. */
function askingOf({ key, path, security: own }: Operation, all: readonly Requirement[]): Ask {
  const [names, secured] = [placeholders(path), own.length > 0]
  const security = secured ? own : all
  return (request, values) => ({
    request,
    asked: key,
    secured,
    security,
    path: () => named(names, values),
    sent: request,
    from: request,
  })
}

/** What stands in the placeholders of a path. */
export function named(names: readonly string[], values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']))
}

/** The documented media type without its parameters. */
function typeOf(action: Action): string {
  const documented = action.by === 'example' ? action.mediaType : success(action.operation)?.mediaType
  return documented?.split(';')[0]?.trim().toLowerCase() || 'application/json'
}

/** Two credentials in one request are one too many: which of them counts would be a matter of taste. */
function refuseTwo({ request: { rawHeaders } }: Exchange): void {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]
    if (name?.length === 13 && name.toLowerCase() === 'authorization') count++
  }
  if (count > 1)
    throw new Failure(400, 'The request has more than one Authorization header.', { parameter: 'Authorization' })
}
