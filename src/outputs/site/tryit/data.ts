/** What can be tried of a contract: one file beside the page, fetched when a reader first wants to try something. */
import type { Channel, Contract, Message, Operation, Parameter } from '../../../model/contract.ts'
import { carriesCredential, shownBy } from '../../../model/credentials.ts'
import { placeholders } from '../../../model/names.ts'
import type { Requirement } from '../../../model/security.ts'
import type { OutputOptions } from '../../output.ts'
import { sampleValues } from './sample-values.ts'
import type { Placeless, TryBody, TryChannel, TryIt, TryMessage, TryOperation, TryParameter } from './types.ts'

/** All that can be tried. `here` has the page's own servers where the API answers beside the site. */
export function tryIt(contract: Contract, here: OutputOptions['here']): TryIt {
  const { servers, security } = contract
  const { channels } = here?.said ?? contract
  const operations = contract.operations.map((one) => ({ ...one, security: shownBy(one) }))
  const nameOf = naming()
  const asSaid = contract.operations.flatMap((one) => one.security)
  const ways = new Map([...asSaid, ...operations.flatMap((one) => one.security)].map((way) => [nameOf(way), way]))
  const order = new Map([...ways.keys()].map((name, at) => [name, at]))
  const placeOf = (way: Requirement): number => order.get(nameOf(way)) ?? -1
  const any = [...new Set(asSaid.map(placeOf))]
  const some = servers.length > 0 ? servers : ['']
  return {
    servers: here === undefined ? some : ['', ...here.said.servers],
    here: here !== undefined,
    ways: [...ways.values()].map((one) => one.map(withoutPlace)),
    operations: operations.map((one) => operation(one, security, placeOf)),
    channels: channels.flatMap((one) => channel(one, security, any)),
  }
}

function withoutPlace<T extends { readonly span: unknown }>(one: T): Placeless<T> {
  const { span: _, ...rest } = one
  return rest as unknown as Placeless<T> // all but `span`, as the type says
}

/** Ways in that ask for the same are one, wherever the page says so. Most operations share theirs. */
function naming(): (way: Requirement) => string {
  const known = new Map<Requirement, string>()
  return (way) => {
    const name = known.get(way) ?? JSON.stringify(way.map(withoutPlace))
    known.set(way, name)
    return name
  }
}

type PlaceOf = (way: Requirement) => number

function operation(one: Operation, security: Contract['security'], placeOf: PlaceOf): TryOperation {
  const { key, method, path, title, body } = one
  return {
    key,
    method,
    path,
    title,
    ways: one.security.map(placeOf),
    parameters: parametersOf({ ...one, address: path }, security, sampleValues(one)),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  }
}

type Called = { readonly address: string; readonly parameters: readonly Parameter[]; readonly body?: unknown }

/** In the order of the address, then of the page; placeholders that no table describes are texts. */
function parametersOf(
  { address, parameters, body }: Called,
  security: Contract['security'],
  samples: ReadonlyMap<string, string> = new Map(),
): TryParameter[] {
  const asked = parameters.filter((one) => !carriesCredential(one, security) && !(body !== undefined && isType(one)))
  const open = placeholders(address).filter((name) => !carriesCredential({ in: 'path', name }, security))
  const path = open.map((name): TryParameter => {
    const known = asked.find((one) => one.in === 'path' && one.name === name)
    const sample = samples.get(name)
    const bare = known
      ? withoutPlace(known)
      : ({ in: 'path', name, shape: { kind: 'string' }, required: true } as const)
    return { ...bare, ...(sample === undefined ? {} : { sample }) }
  })
  return [...path, ...asked.filter((one) => one.in !== 'path').map(withoutPlace)]
}

/** The body says itself of what type it is. */
const isType = ({ in: place, name }: Parameter): boolean => place === 'header' && /^content-type$/i.test(name)

function bodyOf({ mediaTypes, shape, example }: NonNullable<Operation['body']>): TryBody {
  return { mediaTypes, shape, ...(example === undefined ? {} : { example }) }
}

/** A channel whose address the page does not tell cannot be tried. */
function channel(one: Channel, security: Contract['security'], ways: readonly number[]): TryChannel[] {
  const { address, title, servers, messages } = one
  if (address === undefined) return []
  const parameters = parametersOf({ address, parameters: one.parameters }, security)
  return [{ address, title, servers, ways, parameters, messages: messages.map(message) }]
}

function message({ name, from, shape, example }: Message): TryMessage {
  return { name, from, shape, ...(example === undefined ? {} : { example }) }
}
