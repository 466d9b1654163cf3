/** Contacts and accounts: what both objects have in common, over any connector. */
import { fail, type Reply } from 'kittn'
import { parseCeql } from '../../ceql/parse.ts'
import type { Asked, Part } from '../../api-type.ts'
import { OBJECTS, type CrmFields, type CrmRecord, type ObjectName, type Place } from '../../connectors/crm.ts'
import { connectionTo, pong } from '../hub.ts'
import { ok, paged, partOf, type Listing } from '../paging.ts'
import { asked } from '../refused.ts'

export const crm: Part = {
  'GET /elements/api-v2/hubs/crm/ping': (input) => asked(() => pong(input)),

  'GET /elements/api-v2/hubs/crm/contacts': (input) => list('contacts', input),
  'POST /elements/api-v2/hubs/crm/contacts': (input) => create('contacts', input),
  'GET /elements/api-v2/hubs/crm/contacts/{id}': (input) => get('contacts', input),
  'PATCH /elements/api-v2/hubs/crm/contacts/{id}': (input) => update('contacts', input),
  'PUT /elements/api-v2/hubs/crm/contacts/{id}': (input) => replace('contacts', input),
  'DELETE /elements/api-v2/hubs/crm/contacts/{id}': (input) => remove('contacts', input),

  'GET /elements/api-v2/hubs/crm/accounts': (input) => list('accounts', input),
  'POST /elements/api-v2/hubs/crm/accounts': (input) => create('accounts', input),
  'GET /elements/api-v2/hubs/crm/accounts/{id}': (input) => get('accounts', input),
  'PATCH /elements/api-v2/hubs/crm/accounts/{id}': (input) => update('accounts', input),
  'PUT /elements/api-v2/hubs/crm/accounts/{id}': (input) => replace('accounts', input),
  'DELETE /elements/api-v2/hubs/crm/accounts/{id}': (input) => remove('accounts', input),
}

type Of = Pick<Asked, 'caller'>
type One = Of & { readonly path: { readonly id: string } }
type Search = Listing & {
  readonly where?: string
  readonly orderBy?: string
  readonly fields?: readonly string[]
  readonly returnTotalCount: boolean
}

async function list(object: ObjectName, { query, caller }: Of & { readonly query: Search }): Promise<Reply> {
  const fields = ['id', ...OBJECTS[object]]
  const wanted = wantedOf(query.fields ?? fields, fields)
  const where = query.where === undefined ? undefined : parseCeql(query.where, fields)
  const [order, part] = [orderOf(query.orderBy ?? 'id', fields), partOf(query, isPlace)]
  return asked(async () => {
    const connection = await connectionTo('crm', { caller })
    const found = await connection.list(object, { where, order, ...part, counted: query.returnTotalCount })
    const last = found.more ? found.records.at(-1) : undefined
    const next = last && { value: last[order.field] ?? '', id: last.id }
    return paged(
      found.records.map((record) => shown(object, record, wanted)),
      { next, total: found.total },
    )
  })
}

function create(object: ObjectName, { body, caller }: Of & { readonly body: object }): Promise<Reply> {
  const fields = whole(object, body)
  return asked(async () => {
    const connection = await connectionTo('crm', { caller })
    return ok(shown(object, await connection.create(object, fields)))
  })
}

function get(object: ObjectName, { path, caller }: One): Promise<Reply> {
  return asked(async () => found(object, path.id, await (await connectionTo('crm', { caller })).get(object, path.id)))
}

type Changed = One & { readonly body: object }

function update(object: ObjectName, { body, ...of }: Changed): Promise<Reply> {
  return changed(object, of, fieldsIn(object, body))
}

/** Fields that are not named are taken away. */
function replace(object: ObjectName, { body, ...of }: Changed): Promise<Reply> {
  const none = Object.fromEntries(OBJECTS[object].map((name) => [name, undefined]))
  return changed(object, of, { ...none, ...whole(object, body) })
}

function changed(object: ObjectName, { path, caller }: One, fields: CrmFields): Promise<Reply> {
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

/** The fields of a record that is to be. Fails with 400 where there are none. */
function whole(object: ObjectName, body: object): CrmFields {
  const given = Object.entries(fieldsIn(object, body)).filter(([, value]) => value !== undefined)
  if (given.length === 0) fail(400, 'A record has at least one field.', { parameter: 'body' })
  return Object.fromEntries(given)
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
