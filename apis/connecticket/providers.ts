/** Which provider a caller belongs to, and what is there for a new one to try things on. */
import type { Caller } from 'kittn'
import type { ConnecTicket } from './api.gen.d.ts'
import { nextId, type Db } from './tables.ts'
import { timeText } from './times.ts'

/** The one that the operator named with the scope `provider:NAME`; an application without is a provider of its own. */
export function providerOf(caller: Caller): string {
  const named = caller.scopes?.find((scope) => scope.startsWith('provider:'))
  return named?.slice('provider:'.length) ?? applicationOf(caller)
}

/** Keys of one application of the portal are one; a key of the operator is an application of its own. */
export function applicationOf({ application, id }: Caller): string {
  return application ?? id
}

/** Gives a provider that has nothing yet, within a transaction, three categories and two residents. */
export async function welcome(db: Db, provider: string): Promise<void> {
  const known = await db.selectFrom('categories').select('id').where('provider', '=', provider).executeTakeFirst()
  if (known !== undefined) return
  for (const name of ['Activity', 'Weight', 'Emergency']) {
    const id = await nextId(db, 'category')
    await db.insertInto('categories').values({ id, provider, name, resident_type_id: null }).execute()
  }
  for (const [first, last] of [
    ['Edith', 'Hale'],
    ['Omar', 'Idris'],
  ] as const) {
    const resident = trial(await nextId(db, 'resident'), first, last)
    await db
      .insertInto('residents')
      .values({ provider, ...residentRow(resident) })
      .execute()
  }
}

type Resident = ConnecTicket['operations']['GET /api/{access_token}/all_residents']['answer']['residents'][number]

/** A resident who is not a real person. */
export function trial(id: number, first_name: string, last_name: string, more: Partial<Resident> = {}): Resident {
  const now = timeText()
  return {
    id,
    first_name,
    last_name,
    dob: '1935/05/17',
    state: 'active',
    location: 'House 1',
    home_city: 'Riverside',
    home_state: 'CA',
    home_zip: '92501',
    phone_number: '555-0100',
    email: null,
    resident_type_id: 1,
    in_home_care: false,
    customer_number: `C-${id}`,
    last_status_update: null,
    next_status_update: null,
    created_at: now,
    updated_at: now,
    ...more,
  }
}

/** A resident as a row, without the provider. */
export function residentRow(resident: Resident): { id: number; resident_type_id: number; record: string } {
  return { id: resident.id, resident_type_id: resident.resident_type_id, record: JSON.stringify(resident) }
}
