/** Who calls: any one of the page's credential schemes lets a caller in, by the value of what is shown. */
import { challenge, secretHash, shown, type Shown } from '../auth/index.ts'
import type { Contract } from '../model/contract.ts'
import type { Store } from '../store/index.ts'
import type { Caller } from './behaviour.ts'
import { Failure } from './fail.ts'

/** Keys that work without being stored: those of `kittn dev`. */
export type DemoKey = { readonly key: string; readonly admin: boolean }

export type Authorise = (request: Shown, secured: boolean) => Promise<Caller>

export const ANONYMOUS: Caller = { id: 'anonymous', name: 'anonymous', admin: false }

type Setting = { readonly contract: Contract; readonly store: Store; readonly demo: readonly DemoKey[] }

/** Throws a Failure (401) where the operation is secured and the request shows no credential that counts. */
export function authoriser({ contract, store, demo }: Setting): Authorise {
  const { security, title } = contract
  const demos = new Map(demo.map(({ key, admin }) => [secretHash(key), demoCaller(admin)]))
  const refused = { 'www-authenticate': security.map((one) => challenge(one, title)).join(', ') }
  const find = async (secret: string): Promise<Caller | undefined> => {
    const hash = secretHash(secret)
    return demos.get(hash) ?? store.credentials.find(hash)
  }
  return async (request, secured) => {
    for (const one of security) {
      const secret = shown(one, request)
      const caller = secret === undefined ? undefined : await find(secret)
      if (caller !== undefined) return caller
    }
    if (secured && security.length > 0) throw new Failure(401, undefined, { headers: refused })
    return ANONYMOUS
  }
}

function demoCaller(admin: boolean): Caller {
  return admin ? { id: 'demo-admin', name: 'demo administrator', admin } : { id: 'demo', name: 'demo', admin }
}
