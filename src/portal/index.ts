/**
 * The door to the portal, at `/developers` of an API: accounts, applications, keys and what these were used for. All
 * that it needs is loaded when somebody first comes, so that servers which nobody asks for keys do not pay for it.
 */
import { keysOf } from '../model/minted.ts'
import type { Contract } from '../model/contract.ts'
import type { PageInput, Plugin, PluginHost } from '../serve/index.ts'
import { ADDRESSES } from './addresses.ts'
import type { Portal } from './open.ts'
import type { PortalOptions } from './options.ts'
import type { Owner } from './owners.ts'
import { counterOf } from './usage/count.ts'

export { PORTAL } from './addresses.ts'
export type { Owner } from './owners.ts'
export type { Hashing, PortalOptions } from './options.ts'

/** Whether callers of this API need keys, so that there is something for a portal to give. */
export function wantsPortal(contract: Contract): boolean {
  return keysOf(contract).length > 0
}

export function portal(options: PortalOptions = {}): Plugin {
  return (host) => {
    const open = once(async () => (await import('./open.ts')).openPortal(host, options))
    const usage = counterOf(host)
    return {
      pages: Object.fromEntries(ADDRESSES.map((key) => [key, answering(key, open)])),
      heard: usage.heard,
      stop: usage.stop,
    }
  }
}

type Open = () => Promise<Portal>

function answering(key: (typeof ADDRESSES)[number], open: Open) {
  return async (input: PageInput) => {
    const [portal, { PAGES }] = await Promise.all([open(), import('./pages/index.ts')])
    return PAGES[key](input, portal)
  }
}

/** One that failed is tried again: the store may be back by then. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    }))
}

/** Whether a migration of this name, as dumps have it, is one of the portal. */
export function isOfPortal(name: string): boolean {
  return name.startsWith('portal\n')
}

/** Makes the tables of the portal where they are missing, for whoever puts rows into them. */
export async function makePortalTables(store: PluginHost['store']): Promise<void> {
  const { MIGRATIONS, OWNER } = await import('./tables.ts')
  await store.migrate(MIGRATIONS(store.dialect), OWNER)
}

/** Whose keys of the portal are, by the id of their application; empty where nobody has signed up yet. */
export async function portalOwners(store: PluginHost['store']): Promise<ReadonlyMap<string, Owner>> {
  await makePortalTables(store)
  return (await import('./owners.ts')).ownersIn(store)
}
