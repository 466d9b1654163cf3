/** Where the handlers of an API keep what they know: records, tables, and transactions over both. */
import type { Migrations, Store, Tables } from '../store/index.ts'
import type { AnyApi } from './api-types.ts'
import type { Collections } from './collections.ts'
import type { Data } from './services.ts'

/** Brings the tables of the API up to date, then makes its data. Throws MigrationError. */
export async function dataOf(store: Store, collections: Collections, migrations?: Migrations): Promise<Data<AnyApi>> {
  if (migrations !== undefined) await store.migrate(migrations)
  const inside = { store: collections, db: migrations === undefined ? NO_TABLES : await store.tables() }
  // The store itself knows which of its reads and writes belong to the callback.
  return { ...inside, transaction: (job) => store.transaction(() => job(inside)) }
}

/** Stands for the tables of an API that made none: says so to whoever uses it. */
const NO_TABLES: Tables = new Proxy({} as Tables, {
  get() {
    throw new TypeError('there are no tables for `db` yet: make them with `migrations` in api.ts')
  },
})
