/** Fills collections that have never held anything: with what api.ts says, else with the records of the page. */
import type { Contract } from '../model/contract.ts'
import { at, isRecord, shapeAt } from '../model/places.ts'
import { onceEach } from '../model/remember.ts'
import type { Resource } from '../model/resources.ts'
import type { Field, Json } from '../model/shape.ts'
import { success } from '../model/sight.ts'
import type { Seed, Store } from '../store/index.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { idLike, newRecord, type JsonObject } from './record.ts'

/** Seeds every resource that needs it; a collection that was emptied by its users stays empty. */
export async function seed(
  store: Store,
  contract: Contract,
  what: { readonly resources: readonly Resource[]; readonly behaviour: AnyBehaviour },
): Promise<void> {
  const seeds = what.behaviour.seed ?? {}
  const done = filled(store)
  await Promise.all(
    what.resources.map((resource) => {
      const own = Object.hasOwn(seeds, resource.name) ? seeds[resource.name] : undefined
      if (done.has(resource.name)) return undefined
      const rows = own === undefined ? shownRecords(contract, resource) : jsonOf(own)
      const records = rows.filter(isRecord).map((row) => seedOf(contract, resource, row))
      return store
        .records(resource.name)
        .seed(records)
        .then(() => done.add(resource.name))
    }),
  )
}

/** The collections of a store that hold something or have held it, as far as this process has looked. */
const filled = onceEach<Store, Set<string>>(() => new Set())

/** The records of the page. What a list leaves out of them, the answer with a single one shows. */
function shownRecords(contract: Contract, resource: Resource): readonly Json[] {
  const place = resource.answers.get
  const get = contract.operations.find(({ key }) => key === resource.operations.get)
  const whole = place && at(success(get)?.example, place)
  return whole === undefined ? resource.examples : resource.examples.map((record) => completed(record, whole))
}

function completed(value: Json, example: Json): Json {
  if (!isRecord(value) || !isRecord(example)) return value
  const names = new Set([...Object.keys(example), ...Object.keys(value)])
  const entries = [...names].map((name): [string, Json] => {
    const [own, shown] = [value[name], example[name]]
    return [name, own === undefined ? (shown ?? null) : shown === undefined ? own : completed(own, shown)]
  })
  return Object.fromEntries(entries)
}

/** The page's examples are kept as they stand; what api.ts says is completed with the page's defaults. */
function seedOf(contract: Contract, resource: Resource, sent: JsonObject): Seed {
  const own = at(sent, [resource.idName])
  const id = typeof own === 'string' || typeof own === 'number' ? own : idLike(resource)
  const writing = { fields: createFields(contract, resource), example: undefined }
  const build: Seed['build'] = (given) => JSON.stringify(newRecord(resource, writing, { sent, id: given }))
  return id === undefined ? { build } : { id, build }
}

/** The fields of a body that creates a record, with their defaults. */
export function createFields(contract: Contract, resource: Resource): readonly Field[] {
  const operation = contract.operations.find(({ key }) => key === resource.operations.create)
  const shape = operation?.body && shapeAt(operation.body.shape, resource.bodies.create ?? [])
  return shape?.kind === 'object' ? shape.fields : []
}

function jsonOf(rows: readonly object[]): JsonObject[] {
  // Seeds are written in TypeScript: dates and the like become what JSON makes of them.
  return JSON.parse(JSON.stringify(rows)) as JsonObject[]
}
