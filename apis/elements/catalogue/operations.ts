/** The catalogue as callers see it. */
import type { Part } from '../api-type.ts'
import type { Element as Shown } from '../api.gen.d.ts'
import type { Element, Hub } from './element.ts'
import { ELEMENTS, elementOf } from './elements.ts'

const OBJECTS: { readonly [H in Hub]: string[] } = { documents: ['files', 'folders'], crm: ['contacts', 'accounts'] }

export const catalogue: Part = {
  'GET /elements/api-v2/elements': ({ query }) =>
    ELEMENTS.filter(({ hub }) => query.hub === undefined || query.hub === hub).map(shown),

  'GET /elements/api-v2/elements/{key}': ({ path }) => shown(elementOf(path.key)),

  'GET /elements/api-v2/elements/{key}/configuration': ({ path }) =>
    elementOf(path.key).configuration.map(({ usual, key, name, type, description }) => ({
      key,
      name,
      type,
      description,
      required: usual === undefined,
      defaultValue: usual ?? null,
    })),

  'GET /elements/api-v2/elements/{key}/metadata': ({ path }) => {
    const { id, key, name, hub, protocolType, configuration } = elementOf(path.key)
    const isBasic = configuration.some((setting) => setting.key === 'password')
    return {
      id,
      key,
      name,
      hub,
      authenticationTypes: [isBasic ? 'basic' : 'custom'],
      objects: OBJECTS[hub],
      api: { type: protocolType },
      events: { supported: false, methods: [] },
      bulk: { supported: false },
    }
  },
}

export function shown({ id, key, name, description, hub, protocolType }: Element): Shown {
  return { id, key, name, description, hub, protocolType, active: true }
}
