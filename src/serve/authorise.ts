/** Who calls: any one of the page's requirements lets a caller in, by the values of what is shown. */
import {
  challenge,
  hashesOf,
  partHash,
  reader,
  secretHash,
  type Parts,
  type Reader,
  type Shown,
} from '../auth/index.ts'
import type { Contract } from '../model/contract.ts'
import { partsOf } from '../model/credentials.ts'
import type { Requirement } from '../model/security.ts'
import type { Store } from '../store/index.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller, type ShownBy } from './identity.ts'
import { andThen, type Soon } from './soon.ts'

/** Keys that work without being stored, in the place of any part: those of `kittn dev`. */
export type DemoKey = { readonly key: string; readonly admin: boolean }

/** A request for something of the page: what it shows, the key of what is asked for, and who may have that. */
export type Asking = {
  readonly request: Shown & Pick<ShownBy, 'query'>
  readonly asked: string
  /** Whether only known callers may have it. */
  readonly secured: boolean
  /** What makes a caller known: any one of these. */
  readonly security: readonly Requirement[]
  /** The placeholders of the address. */
  readonly path: () => ShownBy['path']
}

export type Authorise = (asking: Asking) => Soon<Caller>

const SUSPENDED = 'This key is suspended. Whoever runs the API can say why.'

type Setting = { readonly contract: Contract; readonly store: Store; readonly demo: readonly DemoKey[] }

/** Throws a Failure (401) where only known callers are let in and the request shows no credential that counts. */
export function authoriser({ contract, store, demo }: Setting): Authorise {
  const find = finder(store, demoCallers(contract, demo))
  const made = new Map<readonly Requirement[], Ways>()
  return (asking) => {
    const known = made.get(asking.security)
    const ways = known ?? waysOf(asking.security, contract.title)
    if (known === undefined) made.set(asking.security, ways)
    return andThen(tryFrom(0, { ways, asking, find }), (caller) => {
      if (caller?.suspended !== undefined) throw new Failure(403, SUSPENDED)
      if (caller !== undefined) return caller
      if (asking.secured && asking.security.length > 0) throw new Failure(401, undefined, { headers: ways.refused })
      return ANONYMOUS
    })
  }
}

/** What is made once for each set of requirements. */
type Ways = { readonly readers: readonly Reader[]; readonly refused: Readonly<Record<string, string>> }

function waysOf(security: readonly Requirement[], title: string): Ways {
  const asks = security.flatMap(([first]) => (first === undefined ? [] : [challenge(first, title)]))
  return { readers: security.map(reader), refused: { 'www-authenticate': [...new Set(asks)].join(', ') } }
}

type Find = (parts: Parts) => Soon<Caller | undefined>
type Trying = { readonly ways: Ways; readonly asking: Asking; readonly find: Find }

function tryFrom(at: number, trying: Trying): Soon<Caller | undefined> {
  const { ways, asking, find } = trying
  const read = ways.readers[at]
  if (read === undefined) return undefined
  const parts = read(asking.request, asking.path)
  if (parts === undefined) return tryFrom(at + 1, trying)
  return andThen(find(parts), (caller) => caller ?? tryFrom(at + 1, trying))
}

/** Every part that is shown has to belong to one and the same credential. */
function finder(store: Store, demos: ReadonlyMap<string, Caller>): Find {
  const one = (hash: string): Soon<Caller | undefined> => demos.get(hash) ?? store.credentials.find(hash)
  const others = (caller: Caller | undefined, hashes: readonly string[]): Soon<Caller | undefined> => {
    const [next, ...rest] = hashes
    if (caller === undefined || next === undefined) return caller
    return andThen(one(next), (same) => (same?.id === caller.id ? others(caller, rest) : undefined))
  }
  return (parts) => {
    const [first, ...rest] = hashesOf(parts)
    return first === undefined ? undefined : andThen(one(first), (caller) => others(caller, rest))
  }
}

function demoCallers({ security }: Contract, demo: readonly DemoKey[]): ReadonlyMap<string, Caller> {
  const names = new Set(security.flatMap((requirement) => partsOf(requirement).map(({ name }) => name)))
  return new Map(
    demo.flatMap(({ key, admin }) => {
      const caller = demoCaller(admin)
      return [secretHash(key), ...[...names].map((name) => partHash(name, key))].map((hash) => [hash, caller] as const)
    }),
  )
}

function demoCaller(admin: boolean): Caller {
  return admin ? { id: 'demo-admin', name: 'demo administrator', admin } : { id: 'demo', name: 'demo', admin }
}
