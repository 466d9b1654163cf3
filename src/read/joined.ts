/** The contracts of several pages as one. */
import type { Contract, Errors, Operation } from '../model/contract.ts'
import { latestEach } from '../model/remember.ts'
import type { Requirement, Security } from '../model/security.ts'
import { joinedRequirements } from './fold/security.ts'
import { pathPattern } from './requests/path.ts'

/** `whole` is what all pages describe together; `parts` are the pages' own, in the same terms. */
export type Joined = { readonly whole: Contract; readonly parts: readonly Contract[] }

/** What is said twice counts where it is said first: pages may tell one API in several languages. */
export function joined(contracts: readonly [Contract, ...Contract[]]): Joined {
  return joinings(contracts[0], contracts, () => join(contracts))
}

const joinings = latestEach<Contract, Joined>()

function join(contracts: readonly [Contract, ...Contract[]]): Joined {
  const parts = collide(contracts) ? contracts.map(withBase) : contracts
  const [first] = contracts
  const operations = firstOf(
    together(parts.map((one) => one.operations)),
    ({ method, path }) => `${method} ${pathPattern(path)}`,
  )
  const whole: Contract = {
    ...first,
    servers: [...new Set(parts.flatMap((one) => one.servers))],
    operations,
    channels: firstOf(
      parts.flatMap((one) => one.channels),
      ({ address, section }) => address ?? section,
    ),
    webhooks: firstOf(
      parts.flatMap((one) => one.webhooks),
      ({ name }) => name,
    ),
    security: securities(parts.flatMap((one) => one.security)),
    errors: errors(parts.map((one) => one.errors)),
  }
  return { whole, parts: parts.map((one) => completed(one, whole)) }
}

/** What a page describes, with what it leaves to the others. */
export function completed(part: Contract, whole: Contract): Contract {
  const { servers, errors, security } = whole
  return completions(part, [servers, errors, security], () => ({
    ...part,
    security,
    servers: part.servers.length > 0 ? part.servers : servers,
    errors: part.errors.codes.length > 0 || part.errors.example !== undefined ? part.errors : errors,
  }))
}

const completions = latestEach<Contract, Contract>()

/** Whether pages have operations of one key at different bases of one origin: two versions of an API. */
function collide(contracts: readonly Contract[]): boolean {
  const bases = new Map<string, string>()
  return contracts.some((contract) => {
    const base = baseOf(contract)
    return contract.operations.some(({ key }) => {
      const before = bases.get(key) ?? base
      bases.set(key, before)
      return before !== base
    })
  })
}

/** The base path that all servers of a contract share, else none. */
function baseOf({ servers }: Contract): string {
  const [base = '', ...others] = new Set(servers.map((server) => partsOf(server).base))
  return others.length > 0 ? '' : base
}

function partsOf(server: string): { readonly origin: string; readonly base: string } {
  const [origin = server, base = ''] = /^(\w+:\/\/[^/]+)(.*)$/.exec(server)?.slice(1) ?? []
  return { origin, base }
}

/** The same API with its base moved from the servers into the paths, so that it stands beside its other versions. */
function withBase(contract: Contract): Contract {
  const base = baseOf(contract)
  if (base === '') return contract
  const moved = (one: Operation): Operation => ({
    ...one,
    path: base + one.path,
    key: `${one.method} ${base}${one.path}`,
  })
  const origins = contract.servers.map((server) => partsOf(server).origin)
  return { ...contract, servers: [...new Set(origins)], operations: contract.operations.map(moved) }
}

/** Pages that ask for the same show their own values for it. */
function securities(all: readonly Requirement[]): Requirement[] {
  const groups = Map.groupBy(all, (one) => JSON.stringify(one.map(unshown)))
  return [...groups.values()].map((group) => joinedRequirements(group))
}

function unshown(one: Security): unknown {
  return one.kind === 'composite' ? one.parts.map(({ word }) => word) : { ...one, examples: [], span: undefined }
}

function errors(all: readonly Errors[]): Errors {
  const codes = firstOf(
    all.flatMap((one) => one.codes),
    ({ status }) => String(status),
  )
  const first = all.find((one) => one.example !== undefined)
  return { ...(first ?? { example: undefined }), codes }
}

function firstOf<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const groups = Map.groupBy(all, keyOf)
  return groups.size === all.length ? all : [...groups.values()].flatMap((group) => group.slice(0, 1))
}

/** Lists as one; a single one stays itself, for what is known of it. */
function together<T>([only, ...others]: readonly (readonly T[])[]): readonly T[] {
  return only !== undefined && others.length === 0 ? only : [only ?? [], ...others].flat()
}
