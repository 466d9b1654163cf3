/** Shapes that deserve a name: the records of resources, wherever they stand in answers. */
import type { Contract, Operation } from './contract.ts'
import { itemsOf, objectOf, same } from './join.ts'
import { freeName, singular, words } from './names.ts'
import { shapeAt } from './places.ts'
import { resources } from './resources.ts'
import type { Resource } from './resources.ts'
import { ANY } from './shape.ts'
import type { ObjectShape, Shape } from './shape.ts'
import { answerOf } from './sight.ts'

/** `words` name one record (`kitten`, `user post`) and are unique among the names of a contract. */
export type Named = { readonly words: readonly string[]; readonly shape: ObjectShape; readonly resource: Resource }

export type Naming = {
  readonly resources: readonly Resource[]
  /** The resources whose records are shown. */
  readonly named: readonly Named[]
  /** The name of a shape of the contract, if it is that of a record. */
  readonly nameOf: (shape: Shape) => Named | undefined
}

/** With fewer fields a shape may look like a record by chance. */
const TELLING = 3

/** Finds the records of the resources; one that no answer shows has no name. */
export function naming(contract: Contract): Naming {
  const named: Named[] = []
  const seen = new Map<Shape, Named>()
  const all = resources(contract)
  const operations = new Map(contract.operations.map((operation) => [operation.key, operation]))
  for (const resource of all.filter(({ shape }) => shape.fields.length > 0)) {
    const one = { words: unique(resource, named), shape: resource.shape, resource }
    named.push(one)
    for (const shape of [resource.shape, ...sightings(operations, resource)]) seen.set(shape, one)
  }
  const alike = lookAlikes(seen)
  const nameOf = (shape: Shape) => (shape.kind === 'object' ? (seen.get(shape) ?? alike(shape)) : undefined)
  return { resources: all, named, nameOf }
}

/** Finds the record that a shape equals. Whole shapes are compared only where the names of the fields agree. */
function lookAlikes(seen: ReadonlyMap<Shape, Named>): (shape: ObjectShape) => Named | undefined {
  const outline = (shape: ObjectShape) => shape.fields.map((field) => field.name).join('\n')
  const telling = [...seen].filter(([shape]) => shape.kind === 'object' && shape.fields.length >= TELLING)
  const byOutline = Map.groupBy(telling, ([shape]) => (shape.kind === 'object' ? outline(shape) : ''))
  return (shape) => {
    const candidates = shape.fields.length < TELLING ? undefined : byOutline.get(outline(shape))
    return candidates?.find(([other]) => same(other, shape))?.[1]
  }
}

function unique(resource: Resource, named: readonly Named[]): string[] {
  const parts = words(resource.name)
  const one = [...parts.slice(0, -1), ...parts.slice(-1).map(singular)]
  const taken = new Set(named.map((other) => other.words.join(' ')))
  return freeName([one.join(' '), parts.join(' ')], (name) => taken.has(name)).split(' ')
}

/** The very objects of the contract that show a record of the resource. */
function sightings(operations: ReadonlyMap<string, Operation>, resource: Resource): ObjectShape[] {
  const answer = (key: string) => answerOf(operations.get(key))
  const { list, ...single } = resource.operations
  const items = list && itemsOf(shapeAt(answer(list), resource.envelope ?? []) ?? ANY)
  const records = Object.entries(resource.answers).map(([action, place]) => {
    const key = Object.entries(single).find(([other]) => other === action)?.[1]
    return key && shapeAt(answer(key), place)
  })
  return [items, ...records].flatMap((shape) => (shape && objectOf(shape)) || [])
}
