/** Keys of applications: credentials in the shape that the page's security asks for. */
import type { Issued } from '../auth/index.ts'
import type { Contract } from '../model/contract.ts'
import type { Scope } from '../model/security.ts'
import type { MadeKey, PluginHost } from '../serve/index.ts'
import type { Credential, Terms } from '../store/index.ts'

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

export function keysIn({ store: { credentials }, contract, keys }: PluginHost): Keys {
  return {
    scopes: scopesOf(contract),
    of: (application) => credentials.list(application),
    async create(application, name, terms) {
      const living = (await credentials.list(application)).filter(({ revoked }) => revoked === undefined)
      if (living.length >= MOST) return undefined
      return shown(await keys.create({ name, admin: false, application, terms }))
    },
    async roll(id, grace) {
      const made = await keys.roll(id, grace)
      return made && shown(made)
    },
    revoke: (id) => credentials.revoke(id),
  }
}

function shown({ credential, issued: { values } }: MadeKey): Made {
  return { credential, values }
}

/** Those that the page lists, and those that its operations ask for. */
function scopesOf({ security, operations }: Contract): readonly Scope[] {
  const listed = security.flat().flatMap((one) => (one.kind === 'oauth2' ? one.scopes : []))
  const asked = operations.flatMap(({ scopes = [] }) => scopes.map((name) => ({ name, meaning: '' })))
  return [...new Map([...asked, ...listed].map((scope) => [scope.name, scope])).values()]
}
