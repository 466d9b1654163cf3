/** Instances: connections that customers make, kept with their secrets sealed. */
import { fail, reply, type Services } from 'kittn'
import { newId, newSecret } from '../accounts/secrets.ts'
import type { Tables } from '../accounts/tables.ts'
import { who } from '../accounts/who.ts'
import type { Api, Asked, Part } from '../api-type.ts'
import type { Settings } from '../catalogue/element.ts'
import { elementOf } from '../catalogue/elements.ts'
import { pageOf, sizeOf } from '../hubs/paging.ts'
import { asked } from '../hubs/refused.ts'
import { connect, disconnect } from './open.ts'
import { masked, sealed, settingsOf, unsealed } from './settings.ts'

type Row = Tables['instances']
type Db = Services<Api>['db']

export const instances: Part = {
  'GET /elements/api-v2/instances': async ({ query, caller, db }) => {
    const all = await own(db, who({ caller }).organization).orderBy('id').execute()
    return pageOf(all.map(shown), { size: sizeOf(query.pageSize), token: query.nextPage })
  },

  'POST /elements/api-v2/instances': async ({ body, caller, db }) => {
    const { organization } = who({ caller })
    const element = elementOf(body.element.key)
    const settings = settingsOf(element, body.configuration ?? {})
    const { secret, hash } = newSecret()
    const row: Row = {
      id: newId(),
      organization,
      element: element.key,
      name: named(body.name),
      configuration: sealed(element, settings, hash),
      token: hash,
      enabled: 1,
      created: new Date().toISOString(),
    }
    await check(row, settings)
    await db.insertInto('instances').values(row).execute()
    return reply(200, { ...shown(row), token: secret })
  },

  'GET /elements/api-v2/instances/{id}': async (input) => reply(200, shown(await instanceOf(input))),

  'PATCH /elements/api-v2/instances/{id}': async ({ body, ...input }) => {
    const before = await instanceOf(input)
    const element = elementOf(before.element)
    const settings = settingsOf(element, body.configuration ?? {}, unsealed(before))
    const name = named(body.name ?? before.name)
    const row: Row = { ...before, name, configuration: sealed(element, settings, before.token) }
    await check(row, settings)
    await input.db.updateTable('instances').set(row).where('id', '=', row.id).execute()
    disconnect(row.id)
    return reply(200, shown(row))
  },

  'PUT /elements/api-v2/instances/{id}/enabled': (input) => enable(input, 1),
  'DELETE /elements/api-v2/instances/{id}/enabled': (input) => enable(input, 0),

  'DELETE /elements/api-v2/instances/{id}': async (input) => {
    const { id } = await instanceOf(input)
    for (const table of ['links', 'notes'] as const)
      await input.db.deleteFrom(table).where('instance', '=', id).execute()
    await input.db.deleteFrom('instances').where('id', '=', id).execute()
    disconnect(id)
  },
}

type One = Pick<Asked, 'caller' | 'db'> & { readonly path: { readonly id: number } }

async function enable(input: One, enabled: 0 | 1): Promise<undefined> {
  const { id } = await instanceOf(input)
  await input.db.updateTable('instances').set({ enabled }).where('id', '=', id).execute()
  if (enabled === 0) disconnect(id)
}

// The type of a query builder is what it builds.
// eslint-disable-next-line typescript/explicit-function-return-type
const own = (db: Db, organization: number) =>
  db.selectFrom('instances').selectAll().where('organization', '=', organization)

/** Fails with 404 for an instance of another organization, as for one that never was. */
async function instanceOf({ caller, db, path: { id } }: One): Promise<Row> {
  const found = await own(db, who({ caller }).organization).where('id', '=', id).executeTakeFirst()
  return found ?? fail(404, `There is no instance ${id}.`)
}

/** Whether the service is there and lets the connection in; what refuses it is told in its own words. */
async function check({ element, organization }: Row, settings: Settings): Promise<void> {
  const connection = await connect(element, organization, settings)
  try {
    await asked(() => connection.ping())
  } finally {
    if ('close' in connection) await connection.close?.()
  }
}

function named(name: string): string {
  const plain = name.trim()
  if (plain === '' || plain.length > 100) fail(400, 'name has 1 to 100 characters.', { parameter: 'name' })
  return plain
}

type Shown = {
  readonly id: number
  readonly name: string
  readonly element: { readonly id: number; readonly key: string; readonly name: string; readonly hub: string }
  readonly configuration: Settings
  readonly valid: boolean
  readonly disabled: boolean
  readonly createdDate: string
}

function shown(row: Row): Shown {
  const { id, key, name, hub } = elementOf(row.element)
  return {
    id: row.id,
    name: row.name,
    element: { id, key, name, hub },
    configuration: masked(row),
    valid: true,
    disabled: row.enabled === 0,
    createdDate: row.created,
  }
}
