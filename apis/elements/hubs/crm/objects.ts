/** Which objects an instance has, and with which fields: it is asked of the service itself. */
import { fail } from 'kittn'
import type { Asked, Part } from '../../api-type.ts'
import { OBJECTS, type Field, type ObjectName } from '../../connectors/crm.ts'
import { connectionTo } from '../hub.ts'
import { ok } from '../paging.ts'
import { asked } from '../refused.ts'

const NAMES = Object.keys(OBJECTS)
/** The version of the product that tells more of each object than its name. */
const DETAILED = /^helium$/i

export const objects: Part = {
  'GET /elements/api-v2/hubs/crm/objects': ({ headers, ...of }) =>
    asked(async () => {
      await connectionTo('crm', of)
      const isDetailed = DETAILED.test(headers['Elements-Version'] ?? '')
      return ok(isDetailed ? NAMES.map((name) => ({ name, vendorName: name, type: 'object' })) : NAMES)
    }),

  'GET /elements/api-v2/hubs/crm/objects/{name}/metadata': ({ path, ...of }) =>
    asked(async () => ok({ fields: (await fieldsOf(path.name, of)).map((field) => ({ ...field, type: 'string' })) })),

  'GET /elements/api-v2/hubs/crm/objects/{name}/docs': ({ path, address, ...of }) =>
    asked(async () => ok(described(path.name, await fieldsOf(path.name, of), `${address}/elements/api-v2/hubs/crm`))),
}

/** Fails with 404 where the hub has no such object. */
async function fieldsOf(name: string, of: Pick<Asked, 'caller'>): Promise<readonly Field[]> {
  if (!isObject(name)) return fail(404, `There is no object ${name}; there are ${NAMES.join(' and ')}.`)
  return (await connectionTo('crm', of)).fields(name)
}

function isObject(name: string): name is ObjectName {
  return NAMES.includes(name)
}

/** An OpenAPI description of the resources of one object, with the fields that it has in this instance. */
function described(name: string, fields: readonly Field[], url: string): object {
  const properties = Object.fromEntries(fields.map(({ path }) => [path, { type: 'string' }]))
  const content = (schema: object): object => ({ 'application/json': { schema } })
  const $ref = `#/components/schemas/${name}`
  const answers = (schema: object): object => ({ 200: { description: 'OK', content: content(schema) } })
  const one = { responses: answers({ $ref }) }
  const sent = { requestBody: { content: content({ $ref }) }, ...one }
  return {
    openapi: '3.1.0',
    info: { title: name, version: '2' },
    servers: [{ url }],
    paths: {
      [`/${name}`]: { get: { responses: answers({ type: 'array', items: { $ref } }) }, post: sent },
      [`/${name}/{id}`]: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: one,
        patch: sent,
        put: sent,
        delete: { responses: { 200: { description: 'OK' } } },
      },
    },
    components: { schemas: { [name]: { type: 'object', properties } } },
  }
}
