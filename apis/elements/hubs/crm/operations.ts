/** Contacts and accounts: what both objects have in common, over any connector. */
import { fail, type Reply } from 'kittn'
import { parseCeql } from '../../ceql/parse.ts'
import type { Asked, Part } from '../../api-type.ts'
import { OBJECTS, type CrmFields, type CrmRecord, type ObjectName, type Place } from '../../connectors/crm.ts'
import { connectionTo, instanceFor, pong } from '../hub.ts'
import { ok, paged, placeOf, sizeOf } from '../paging.ts'
import { asked } from '../refused.ts'

export const crm: Part = {
  'GET /elements/api-v2/hubs/crm/ping': (input) => asked(() => pong(input)),

  'GET /elements/api-v2/hubs/crm/contacts': (input) => list('contacts', input),
  'POST /elements/api-v2/hubs/crm/contacts': (input) => create('contacts', input),
  'GET /elements/api-v2/hubs/crm/contacts/{id}': (input) => get('contacts', input),
  'PATCH /elements/api-v2/hubs/crm/contacts/{id}': (input) => update('contacts', input),
  'DELETE /elements/api-v2/hubs/crm/contacts/{id}': (input) => remove('contacts', input),

  'GET /elements/api-v2/hubs/crm/accounts': (input) => list('accounts', input),
  'POST /elements/api-v2/hubs/crm/accounts': (input) => create('accounts', input),
  'GET /elements/api-v2/hubs/crm/accounts/{id}': (input) => get('accounts', input),
  'PATCH /elements/api-v2/hubs/crm/accounts/{id}': (input) => update('accounts', input),
  'DELETE /elements/api-v2/hubs/crm/accounts/{id}': (input) => remove('accounts', input),
}

type Of = Pick<Asked, 'caller'>
type One = Of & { readonly path: { readonly id: string } }
type Listing = {
  readonly where?: string
  readonly orderBy?: string
  readonly fields?: readonly string[]
  readonly pageSize: number
  readonly nextPage?: string
  readonly returnTotalCount: boolean
}

async function list(object: ObjectName, { query, caller }: Of & { readonly query: Listing }): Promise<Reply> {
  const fields = ['id', ...OBJECTS[object]]
  const wanted = wantedOf(query.fields ?? fields, fields)
  const where = query.where === undefined ? undefined : parseCeql(query.where, fields)
  const after = query.nextPage === undefined ? undefined : placeOf(query.nextPage, isPlace)
  const [order, limit] = [orderOf(query.orderBy ?? 'id', fields), sizeOf(query.pageSize)]
  return asked(async () => {
    const connection = await connectionTo('crm', { caller })
    const found = await connection.list(object, { where, order, after, limit, counted: query.returnTotalCount })
    const last = found.more ? found.records.at(-1) : undefined
    const next = last && { value: last[order.field] ?? '', id: last.id }
    return paged(
      found.records.map((record) => shown(object, record, wanted)),
      { next, total: found.total, instance: instanceFor({ caller }).id },
    )
  })
}

function create(object: ObjectName, { body, caller }: Of & { readonly body: object }): Promise<Reply> {
  const fields = fieldsIn(object, body)
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  if (given.length === 0) fail(400, 'A record has at least one field.', { parameter: 'body' })
  return asked(async () => {
    const connection = await connectionTo('crm', { caller })
    return ok(shown(object, await connection.create(object, Object.fromEntries(given))))
  })
}

function get(object: ObjectName, { path, caller }: One): Promise<Reply> {
  return asked(async () => found(object, path.id, await (await connectionTo('crm', { caller })).get(object, path.id)))
}

function update(object: ObjectName, { path, body, caller }: One & { readonly body: object }): Promise<Reply> {
  const fields = fieldsIn(object, body)
  if (object === 'accounts' && 'name' in fields && fields['name'] === undefined)
    fail(400, 'An account has a name.', { parameter: 'name' })
  return asked(async () =>
    found(object, path.id, await (await connectionTo('crm', { caller })).update(object, path.id, fields)),
  )
}

function remove(object: ObjectName, { path, caller }: One): Promise<undefined> {
  return asked(async () => {
    const removed = await (await connectionTo('crm', { caller })).remove(object, path.id)
    if (!removed) found(object, path.id, undefined)
    return undefined
  })
}

/** Fails with 404 where there is none. */
function found(object: ObjectName, id: string, record: CrmRecord | undefined): Reply {
  return ok(shown(object, record ?? fail(404, `There is no ${object.slice(0, -1)} ${id}.`)))
}

/** The fields that a record has, in the order of the page. */
function shown(object: ObjectName, record: CrmRecord, wanted?: readonly string[]): CrmFields {
  const known = ['id', ...OBJECTS[object]].filter((name) => wanted?.includes(name) ?? true)
  const names = known.filter((name) => record[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, record[name]]))
}

/** The fields of a body that the object has; an empty text stands for none. */
function fieldsIn(object: ObjectName, body: object): CrmFields {
  const known = Object.entries(body).filter(([name]) => OBJECTS[object].includes(name))
  return Object.fromEntries(known.map(([name, value]) => [name, value === '' ? undefined : String(value)]))
}

/** Fails with 400 for a field that the object does not have. */
function wantedOf(given: readonly string[], fields: readonly string[]): readonly string[] {
  const unknown = given.filter((name) => !fields.includes(name))
  if (unknown.length > 0) fail(400, `fields are some of ${fields.join(', ')}.`, { parameter: 'fields' })
  return given
}

function orderOf(text: string, fields: readonly string[]): { readonly field: string; readonly descending: boolean } {
  const [, name, way = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? []
  const field = fields.find((one) => one === name)
  if (field === undefined)
    fail(400, `orderBy is one of ${fields.join(', ')}, and asc or desc.`, { parameter: 'orderBy' })
  return { field, descending: way.toLowerCase() === 'desc' }
}

function isPlace(value: unknown): value is Place {
  const { value: text, id } = Object(value) as Partial<Record<keyof Place, unknown>>
  return typeof text === 'string' && typeof id === 'string'
}
