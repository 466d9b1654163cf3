/** Who calls: any one of the page's credential schemes lets a caller in, by the value of what is shown. */
import { challenge, secretHash, shown, type Shown } from '../auth/index.ts'
import type { Contract } from '../model/contract.ts'
import type { Store } from '../store/index.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller, type ShownBy } from './identity.ts'
import { andThen, type Soon } from './soon.ts'

/** Keys that work without being stored: those of `kittn dev`. */
export type DemoKey = { readonly key: string; readonly admin: boolean }

/** A request for something of the page: what it shows, the key of what is asked for, and who may have that. */
export type Asking = {
  readonly request: Shown & Pick<ShownBy, 'query'>
  readonly asked: string
  /** Whether only known callers may have it. */
  readonly secured: boolean
  /** The placeholders of the address. */
  readonly path: () => ShownBy['path']
}

export type Authorise = (asking: Asking) => Soon<Caller>

type Setting = { readonly contract: Contract; readonly store: Store; readonly demo: readonly DemoKey[] }

/** Throws a Failure (401) where the operation is secured and the request shows no credential that counts. */
export function authoriser({ contract, store, demo }: Setting): Authorise {
  const { security, title } = contract
  const demos = new Map(demo.map(({ key, admin }) => [secretHash(key), demoCaller(admin)]))
  const refused = { 'www-authenticate': security.map((one) => challenge(one, title)).join(', ') }
  const find = (secret: string): Soon<Caller | undefined> => {
    const hash = secretHash(secret)
    return demos.get(hash) ?? store.credentials.find(hash)
  }
  const tryFrom = (at: number, request: Shown): Soon<Caller | undefined> => {
    const one = security[at]
    if (one === undefined) return undefined
    const secret = shown(one, request)
    if (secret === undefined) return tryFrom(at + 1, request)
    return andThen(find(secret), (caller) => caller ?? tryFrom(at + 1, request))
  }
  return ({ request, secured }) =>
    andThen(tryFrom(0, request), (caller) => {
      if (caller !== undefined) return caller
      if (secured && security.length > 0) throw new Failure(401, undefined, { headers: refused })
      return ANONYMOUS
    })
}

function demoCaller(admin: boolean): Caller {
  return admin ? { id: 'demo-admin', name: 'demo administrator', admin } : { id: 'demo', name: 'demo', admin }
}
