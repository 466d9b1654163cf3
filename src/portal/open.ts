/** The portal of one API when somebody has come: its tables are there, its parts are made. */
import type { PluginHost } from '../serve/index.ts'
import { accountsOf, type Accounts } from './accounts.ts'
import { applicationsIn, type Applications } from './applications.ts'
import type { PortalOptions } from './options.ts'
import { keysIn, type Keys } from './keys.ts'
import { MIGRATIONS, OWNER } from './tables.ts'
import { usageIn, type Usage } from './usage/read.ts'

export type Portal = {
  readonly host: PluginHost
  readonly title: string
  readonly accounts: Accounts
  readonly applications: Applications
  readonly keys: Keys
  readonly usage: Usage
  /** Where mail is read that no server sends. */
  readonly mailPage: string | undefined
}

export async function openPortal(host: PluginHost, options: PortalOptions): Promise<Portal> {
  const { store, contract } = host
  await store.migrate(MIGRATIONS(store.dialect), OWNER)
  const db = await store.tables()
  const keys = keysIn(host)
  return {
    host,
    title: contract.title,
    accounts: await accountsOf(host, db, options),
    applications: applicationsIn(db, keys),
    keys,
    usage: usageIn(db),
    mailPage: options.mailPage,
  }
}
