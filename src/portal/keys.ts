/** Keys of applications: credentials in the shape that the page's security asks for. */
import { keptOf, type Issued } from '../auth/index.ts'
import { issuedIn } from '../serve/index.ts'
import type { Contract } from '../model/contract.ts'
import { keysOf } from '../model/minted.ts'
import type { Scope } from '../model/security.ts'
import type { Credential, Store, Terms } from '../store/index.ts'

/** What is shown once. */
export type Made = { readonly credential: Credential; readonly values: Issued['values'] }

export type Keys = {
  /** The scopes of the page that a key may be limited to. */
  readonly scopes: readonly Scope[]
  /** Those that live, and those that were revoked, in order of creation. */
  readonly of: (application: string) => Promise<readonly Credential[]>
  /** Undefined where the application has as many as it may. */
  readonly create: (application: string, name: string, terms: Terms) => Promise<Made | undefined>
  /** New secrets; the old ones count for so many seconds more. */
  readonly roll: (id: string, grace: number) => Promise<Made | undefined>
  readonly revoke: (id: string) => Promise<boolean>
}

const MOST = 25

export function keysIn(store: Store, contract: Contract): Keys {
  const security = keysOf(contract)
  const { credentials } = store
  const fresh = (): Promise<Issued> => issuedIn(store, security)
  return {
    scopes: scopesOf(contract),
    of: (application) => credentials.list(application),
    async create(application, name, terms) {
      const living = (await credentials.list(application)).filter(({ revoked }) => revoked === undefined)
      if (living.length >= MOST) return undefined
      const issued = await fresh()
      const made = { name, admin: false, application, terms, ...keptOf(issued) }
      return { credential: await credentials.create(made), values: issued.values }
    },
    async roll(id, grace) {
      const issued = await fresh()
      const credential = await credentials.roll(id, keptOf(issued), grace)
      return credential && { credential, values: issued.values }
    },
    revoke: (id) => credentials.revoke(id),
  }
}

/** Those that the page lists, and those that its operations ask for. */
function scopesOf({ security, operations }: Contract): readonly Scope[] {
  const listed = security.flat().flatMap((one) => (one.kind === 'oauth2' ? one.scopes : []))
  const asked = operations.flatMap(({ scopes = [] }) => scopes.map((name) => ({ name, meaning: '' })))
  return [...new Map([...asked, ...listed].map((scope) => [scope.name, scope])).values()]
}
