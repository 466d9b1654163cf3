/** The hubs as callers see them, each with what its elements have in common. */
import { fail } from 'kittn'
import type { Part } from '../api-type.ts'
import type { Hub as Shown } from '../api.gen.d.ts'
import type { Hub } from './element.ts'
import { ELEMENTS } from './elements.ts'
import { shown } from './operations.ts'

/** The ids are those of the product. */
const HUBS: { readonly [H in Hub]: Omit<Shown, 'key' | 'active'> } = {
  documents: { id: 4, name: 'Documents', description: 'Files and folders, wherever they lie.' },
  crm: { id: 11, name: 'CRM', description: 'Contacts and accounts, whoever keeps them.' },
}

const ALL: readonly Shown[] = Object.entries(HUBS).map(([key, { id, ...hub }]) => ({
  id,
  key,
  ...hub,
  active: true,
}))

export const hubs: Part = {
  'GET /elements/api-v2/hubs': () => [...ALL],
  'GET /elements/api-v2/hubs/{key}': ({ path }) => hubOf(path.key),
  'GET /elements/api-v2/hubs/{key}/elements': ({ path }) => {
    const { key } = hubOf(path.key)
    return ELEMENTS.filter(({ hub }) => hub === key).map(shown)
  },
}

function hubOf(key: string): Shown {
  return ALL.find((one) => one.key === key || String(one.id) === key) ?? fail(404, `There is no hub ${key}.`)
}
