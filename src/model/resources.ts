/**
 * Resources: the records that a contract is about. Where a page has `/kittens` and `/kittens/{id}` there are kittens;
 * the store keeps them under this name and api.ts is typed with their shape.
 */
import type { Contract, Operation } from './contract.ts'
import { itemsOf, objectOf } from './join.ts'
import { placeholders, singular } from './names.ts'
import { entries, named, pair } from './pairs.ts'
import type { Action, Pair } from './pairs.ts'
import { at, isRecord, listPlace, sameName } from './places.ts'
import type { Place } from './places.ts'
import { latestEach, onceEach } from './remember.ts'
import { fieldOf } from './pattern.ts'
import type { Json, ObjectShape } from './shape.ts'
import { answerOf, look, success, wordOf } from './sight.ts'
import type { Places, Sight } from './sight.ts'

export type Resource = {
  /** Name of the collection, unique in the contract: the last literal segment of its path, with those before it when taken. */
  readonly name: string
  /** As the first operation on it spells it: `/users/{user}/posts`. */
  readonly collectionPath: string
  /** As the first operation on it spells it: `/users/{user}/posts/{id}`. */
  readonly itemPath: string
  /** Placeholder names of the collection's path, from the outside in: the record's parents. */
  readonly parents: readonly string[]
  /** Name of the last placeholder of `itemPath`. */
  readonly placeholder: string
  /** The record's own field that this placeholder stands for. */
  readonly idName: string
  readonly idKind: 'integer' | 'string'
  /** Keys of the operations that act on it. */
  readonly operations: Readonly<Partial<Record<Action, string>>>
  /** The record as answers show it. */
  readonly shape: ObjectShape
  /** The record with the fields that only bodies have, those optional: what the store keeps. */
  readonly record: ObjectShape
  /** Where the array stands in the list's answer; undefined when it is bare or nothing is shown. */
  readonly envelope: Place | undefined
  /** Where the record stands in the answers of the other actions; none where the answer shows no record. */
  readonly answers: Places
  /** An answer with one record, as reading it shows: how others look of which the page shows nothing. */
  readonly alone: { readonly example: Json; readonly place: Place } | undefined
  /** Where the record stands in request bodies. */
  readonly bodies: Places
  /** Records that the page shows, in page order, one for each id. */
  readonly examples: readonly Json[]
}

/** The resources of a contract in page order; an operation belongs to one at most. They hold records or can. */
export function resources({ operations }: Contract): readonly Resource[] {
  const known = remembered.get(operations)
  if (known) return known
  const found = find(operations)
  remembered.set(operations, found)
  return found
}

/** Gives a contract the resources of another that has the same ones. */
export function sameResources(of: Contract, contract: Contract): Contract {
  remembered.set(contract.operations, resources(of))
  return contract
}

/** Several stages ask for the resources of one contract, and of copies that only differ in other things. */
const remembered = new WeakMap<Contract['operations'], readonly Resource[]>()

function find(operations: Contract['operations']): Resource[] {
  const pairs = pair(operations).map(same).map(withoutFalseList).filter(isWhole).filter(canHold)
  const names = named(pairs.map(({ collection }) => collection))
  return pairs.map((found) => {
    const name = names.get(found.collection) ?? found.collection
    return described(found, [name], () => describe(found, name))
  })
}

const described = latestEach<Pair, Resource>()

/** The same object for the same operations, so that what they show stays known after an edit elsewhere. */
function same(found: Pair): Pair {
  const { collection, item, actions } = found
  const [first, ...others] = entries(actions)
  return first === undefined ? found : known(first[1], [collection, item, first[0], ...others.flat()], () => found)
}

const known = latestEach<Operation, Pair>()

/** A GET whose answer shows no list of records is not the list of the collection. */
const withoutFalseList = onceEach((found: Pair): Pair => {
  const answer = answerOf(found.actions.list)
  if (answer.kind === 'any' || listPlace(answer, wordOf(found))) return found
  const { list: _, ...actions } = found.actions
  return { ...found, actions }
})

/** Something is done to the collection, and something to its items. */
function isWhole({ actions }: Pair): boolean {
  const { list, create, ...single } = actions
  return Boolean(list ?? create) && Object.keys(single).length > 0
}

/** Without a way to create records, and without one on the page, there will never be any. */
const canHold = onceEach(
  (found: Pair): boolean => found.actions.create !== undefined || shown(found, look(found)).length > 0,
)

function describe(found: Pair, name: string): Resource {
  const sight = look(found)
  const { idName, placeholder } = identify(found, sight.record)
  const examples = unique(shown(found, sight), idName)
  return {
    name,
    collectionPath: found.collection,
    itemPath: found.item,
    parents: placeholders(found.collection),
    placeholder,
    idName,
    idKind: kindOf(found, sight, { idName, placeholder, examples }),
    operations: Object.fromEntries(entries(found.actions).map(([action, { key }]) => [action, key])),
    shape: sight.shape,
    record: sight.record,
    envelope: sight.list?.length ? sight.list : undefined,
    answers: sight.answers,
    alone: aloneIn(found, sight),
    bodies: sight.bodies,
    examples,
  }
}

function aloneIn({ actions }: Pair, { answers }: Sight): Resource['alone'] {
  const [example, place] = [success(actions.get)?.example, answers.get]
  return example === undefined || place === undefined ? undefined : { example, place }
}

function identify(found: Pair, record: ObjectShape): { idName: string; placeholder: string } {
  const placeholder = placeholders(found.item).at(-1) ?? 'id'
  const one = singular(wordOf(found))
  const names = record.fields.filter(({ shape }) => !objectOf(shape) && !itemsOf(shape)).map((field) => field.name)
  const wanted = [placeholder, 'id', '_id', 'uuid', `${one}_id`]
  const like = (want: string) => names.find((name) => name === want) ?? names.find((name) => sameName(name, want))
  return { placeholder, idName: wanted.map(like).find(Boolean) ?? placeholder }
}

type Id = { readonly idName: string; readonly placeholder: string; readonly examples: readonly Json[] }

function kindOf({ actions }: Pair, { record }: Sight, id: Id): 'integer' | 'string' {
  const [first] = id.examples.map((record) => at(record, [id.idName])).filter((value) => value !== undefined)
  if (first !== undefined) return Number.isInteger(first) ? 'integer' : 'string'
  const parameters = Object.values(actions).flatMap((operation) => operation.parameters)
  const parameter = parameters.find((one) => one.in === 'path' && one.name === id.placeholder)
  const shape = fieldOf(record, id.idName)?.shape ?? parameter?.shape
  return shape?.kind === 'integer' ? 'integer' : 'string'
}

/** Records of the list's example and the item's example, whole. */
function shown({ actions }: Pair, { list, answers }: Sight): Json[] {
  const listed = list && at(success(actions.list)?.example, list)
  const got = answers.get && at(success(actions.get)?.example, answers.get)
  return [...(Array.isArray(listed) ? listed : []), ...(got === undefined ? [] : [got])].filter(isRecord)
}

/** Joins what is shown of one record in several places; the later, more detailed one wins. */
function unique(records: readonly Json[], idName: string): Json[] {
  const byId = new Map<string, { readonly [key: string]: Json }>()
  for (const record of records.filter(isRecord)) {
    const id = at(record, [idName]) ?? record
    const key = JSON.stringify(id)
    byId.set(key, { ...byId.get(key), ...record })
  }
  return [...byId.values()]
}
