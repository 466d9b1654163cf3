/** The door to stores, and the list of them. */
import { openSqlite } from './sqlite/index.ts'
import type { Store } from './store.ts'

export type {
  Answers,
  Build,
  Change,
  Condition,
  Equal,
  Created,
  CreateOptions,
  Credential,
  CredentialChange,
  Credentials,
  Id,
  Kept,
  NewCredential,
  Query,
  Records,
  Scalar,
  Seed,
  Store,
  Stored,
  Terms,
} from './store.ts'

/** Every store there is, by the scheme of its address; the second argument tells the APIs of one database apart. */
export const STORES: Readonly<Record<string, (address: string, name: string) => Promise<Store>>> = {
  sqlite: async (file) => openSqlite(file),
  postgres: async (address, name) => (await import('./postgres/index.ts')).openPostgres(address, name),
}

/** Opens the embedded store in this file. */
export function openStore(file: string): Store {
  return openSqlite(file)
}

/**
 * Opens the part of a PostgreSQL database, `postgres://…`, that belongs to the API of this name, making it where it is
 * missing. Rejects with Unavailable where there is no database to speak to.
 */
export async function openDatabase(address: string, name: string): Promise<Store> {
  const open = STORES['postgres']
  if (open === undefined || !/^postgres(ql)?:/.test(address))
    throw new TypeError(`${address} is no postgres:// address`)
  return open(address, name)
}

export { termsOf } from './credential.ts'
export { fileLines, openFolder, takingFiles, type Draft, type FileStore, type KeptFile } from './files/index.ts'
export { DumpError, type DumpLine } from './lines.ts'
export { Unavailable } from './store.ts'
export { MigrationError, type AnyTables, type Migration, type Migrations, type Tables } from './tables.ts'
