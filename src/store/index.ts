/** The door to stores, and the list of them. */
import { openSqlite } from './sqlite/index.ts'
import type { Store } from './store.ts'

export type {
  Build,
  Change,
  Condition,
  Created,
  CreateOptions,
  Credential,
  Credentials,
  Id,
  NewCredential,
  Query,
  Records,
  Scalar,
  Seed,
  Store,
  Stored,
} from './store.ts'

/** Every store there is, by the scheme of its address. */
export const STORES: Readonly<Record<string, (address: string) => Store>> = { sqlite: openSqlite }

/** Opens the embedded store in this file. */
export function openStore(file: string): Store {
  return openSqlite(file)
}
export { MigrationError, type AnyTables, type Migration, type Migrations, type Tables } from './tables.ts'
