/** Whose the keys of the portal are, as operators see it. */
import type { Store } from '../store/index.ts'
import { NAMES } from './tables.ts'

export type Owner = { readonly application: string; readonly email: string }

/** By the id of the application. The tables of the portal must be there. */
export async function ownersIn(store: Store): Promise<ReadonlyMap<string, Owner>> {
  const db = await store.tables()
  const rows = await db
    .selectFrom(NAMES.applications)
    .innerJoin(NAMES.users, `${NAMES.users}.id`, `${NAMES.applications}.account`)
    .select([`${NAMES.applications}.id as id`, `${NAMES.applications}.name as name`, `${NAMES.users}.email as email`])
    .execute()
  return new Map(rows.map(({ id, name, email }) => [String(id), { application: String(name), email: String(email) }]))
}
