/** Makes and rolls the keys of an API: what is kept goes into the store, what is shown once is returned, and api.ts hears of it. */
import { keptOf, type Issued } from '../auth/index.ts'
import type { Contract } from '../model/contract.ts'
import { keysOf } from '../model/minted.ts'
import type { Credential, NewCredential, Store } from '../store/index.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { issuedIn } from './signing.ts'

/** A key with its values, which are kept nowhere. */
export type MadeKey = { readonly credential: Credential; readonly issued: Issued }

export type KeyMaker = {
  readonly create: (about: Omit<NewCredential, 'hashes' | 'tail'>) => Promise<MadeKey>
  /** Other values for a key; those before count for so many seconds more. Undefined if there is no such key, or if it is revoked. */
  readonly roll: (id: string, grace?: number) => Promise<MadeKey | undefined>
}

export function keyMaker(store: Store, contract: Contract, { keyMade, migrations }: AnyBehaviour): KeyMaker {
  const security = keysOf(contract)
  type Change<C> = (issued: Issued) => Promise<C>
  /** The key and what api.ts makes of it are one step. */
  const make = async <C extends Credential | undefined>(change: Change<C>, grace: number): Promise<[C, Issued]> => {
    const issued = await issuedIn(store, security)
    if (keyMade === undefined) return [await change(issued), issued]
    if (migrations !== undefined) await store.migrate(migrations)
    const data = { db: await store.tables() }
    return store.transaction(async () => {
      const made = await change(issued)
      const values = Object.fromEntries(issued.values.map(({ name, value }) => [name, value]))
      if (made !== undefined) await keyMade({ id: made.id, name: made.name, values, grace }, data as never)
      return [made, issued] as [C, Issued]
    })
  }
  return {
    async create(about) {
      const [credential, issued] = await make((fresh) => store.credentials.create({ ...about, ...keptOf(fresh) }), 0)
      return { credential, issued }
    },
    async roll(id, grace = 0) {
      const [credential, issued] = await make((fresh) => store.credentials.roll(id, keptOf(fresh), grace), grace)
      return credential && { credential, issued }
    },
  }
}
