/** The collections that handlers work with: typed records over the store's texts. */
import type { Resource } from '../model/resources.ts'
import type { Json } from '../model/shape.ts'
import type { Condition, Id, Records, Scalar, Store } from '../store/index.ts'
import type { Collection, ListOptions } from './collection.ts'
import { Failure } from './fail.ts'
import type { Absent } from './gone.ts'
import { idLike, newRecord, type JsonObject } from './record.ts'
import { createFields } from './seed.ts'
import type { Contract } from '../model/contract.ts'

type Loose = Record<string, unknown>
export type Collections = Readonly<Record<string, Collection<Loose>>>

/** The collections of an API by name. */
export function collectionsOf(
  contract: Contract,
  found: readonly Resource[],
  { store, absent }: { store: Store; absent: Absent },
): Collections {
  const table: Record<string, Collection<Loose>> = Object.create(null)
  for (const resource of found) {
    const records = store.records(resource.name)
    table[resource.name] = collection({ resource, records, absent, contract })
  }
  return table
}

type Parts = {
  readonly resource: Resource
  readonly records: Records
  readonly absent: Absent
  readonly contract: Contract
}

function collection(parts: Parts): Collection<Loose> {
  const { records, absent } = parts
  const change = async (id: Id, make: (old: Loose) => Loose): Promise<Loose> => {
    const stored = await records.update(id, (text) => JSON.stringify({ ...make(parse(text)), ...idPart(parts, text) }))
    if (stored === undefined) throw await absent(records, id)
    return parse(stored.text)
  }
  return {
    get: async (id) => optional((await records.get(id))?.text),
    getOrFail: async (id) => {
      const stored = await records.get(id)
      if (stored === undefined) throw await absent(records, id)
      return parse(stored.text)
    },
    list: async (options = {}) => (await records.list(queryOf(options))).map(({ text }) => parse(text)),
    count: (where = {}) => records.count(conditions(where)),
    create: (record) => create(parts, record),
    update: (id, make) => change(id, (old) => (typeof make === 'function' ? make(old) : { ...old, ...make })),
    replace: (id, record) => change(id, () => record),
    remove: (id) => records.remove(id),
  }
}

async function create({ resource, records, contract }: Parts, record: Loose): Promise<Loose> {
  const own = record[resource.idName]
  const id = typeof own === 'string' || typeof own === 'number' ? own : idLike(resource)
  // A record that is no JSON fails here, in the handler that made it.
  const sent = JSON.parse(JSON.stringify(record)) as JsonObject
  const writing = { fields: createFields(contract, resource), example: undefined }
  const made = await records.create(
    (given) => JSON.stringify(newRecord(resource, writing, { sent, id: given })),
    id === undefined ? {} : { id },
  )
  if (made.kind === 'created' || made.kind === 'repeated') return parse(made.stored.text)
  throw new Failure(409, `There is one with the ${resource.idName} ${String(id)} already.`, {
    parameter: resource.idName,
  })
}

/** The id that a record was stored under cannot be changed. */
function idPart({ resource: { idName } }: Parts, text: string): Loose {
  const old = parse(text)
  return Object.hasOwn(old, idName) ? { [idName]: old[idName] } : {}
}

function queryOf({
  where = {},
  sort,
  descending = false,
  limit,
  offset,
}: ListOptions<Loose>): Parameters<Records['list']>[0] {
  return {
    where: conditions(where),
    ...(sort === undefined ? {} : { sort: { field: sort, descending } }),
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  }
}

/** Conditions on undefined are none, so that a handler can leave one open. */
function conditions(where: Loose): Condition[] {
  return Object.entries(where).flatMap(([field, equals]) => {
    if (equals === undefined) return []
    if (!isScalar(equals))
      throw new TypeError(`records cannot be chosen by ${field}: a text, a number, true, false or null is needed`)
    return [{ field, equals }]
  })
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function optional(text: string | undefined): Loose | undefined {
  return text === undefined ? undefined : parse(text)
}

function parse(text: string): Record<string, Json> {
  // What the store keeps of a record was written as a JSON object.
  return JSON.parse(text) as Record<string, Json>
}
