/** Whose a credential is: a key of `kittn keys`, or one of those of `kittn dev`. */
import { hashesOf, partHash, secretHash, type Parts } from '../auth/index.ts'
import type { Contract } from '../model/contract.ts'
import { partsOf } from '../model/credentials.ts'
import type { Store } from '../store/index.ts'
import { Failure } from './fail.ts'
import type { Caller, DemoKey } from './identity.ts'
import { andThen, type Soon } from './soon.ts'

/** What holders are found in. */
export type Holding = { readonly contract: Contract; readonly store: Store; readonly demo: readonly DemoKey[] }

export type Find = (parts: Parts) => Soon<Caller | undefined>

/** Finds whose a credential is. Every part that is shown has to belong to one and the same. */
export function holders(holding: Holding): Find {
  const one = finder(holding)
  return (parts) => sameHolder(hashesOf(parts), one)
}

/**
 * Whose key of `kittn keys` has these parts: `keyOf({ username: 'of the shop' })`. A part alone says who it is without
 * proving it, as the id of a project does; what such a caller may do is for `authenticate` to say.
 */
export type KeyOf = (parts: Parts) => Promise<Caller<never> | undefined>

export function keysOf(holding: Holding): KeyOf {
  const [one, find] = [finder(holding), holders(holding)]
  return async (parts) => {
    const [alone, other] = Object.entries(parts).filter(([, value]) => value !== '')
    const whole = await find(parts)
    const found =
      whole === undefined && alone !== undefined && other === undefined ? await one(partHash(...alone)) : whole
    // Whoever has a key of `kittn keys` has no data of the API's.
    return found && (notSuspended(found, holding.contract) as Caller<never>)
  }
}

const SUSPENDED = 'This key is suspended. Whoever runs the API can say why.'

/**
 * The caller, or a Failure where the operator lets the key do nothing: with the status whose row in the page's table
 * of errors speaks of it, else 403.
 */
export function notSuspended(caller: Caller, { errors }: Contract): Caller {
  if (caller.suspended === undefined) return caller
  const documented = errors.codes.find(({ meaning }) => /\bsuspended\b/i.test(meaning))
  throw new Failure(documented?.status ?? 403, documented === undefined ? SUSPENDED : undefined)
}

type FindOne = (hash: string) => Soon<Caller | undefined>

function finder({ contract, store, demo }: Holding): FindOne {
  const demos = demoCallers(contract, demo)
  return (hash) => demos.get(hash) ?? store.credentials.find(hash)
}

function sameHolder(hashes: readonly string[], one: FindOne): Soon<Caller | undefined> {
  const [first] = hashes
  if (first === undefined || hashes.length === 1) return first === undefined ? undefined : one(first)
  const others = (caller: Caller | undefined, unknown: readonly string[]): Soon<Caller | undefined> => {
    const [next, ...left] = unknown
    if (caller === undefined || next === undefined) return caller
    return andThen(one(next), (same) => (same?.id === caller.id ? others(caller, left) : undefined))
  }
  return andThen(one(first), (caller) => others(caller, hashes.slice(1)))
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
