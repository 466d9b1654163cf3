/** Where records stand inside answers: bare, or in the envelope that the page's example shows. */
import { itemsOf, objectOf } from './join.ts'
import { singular, words } from './names.ts'
import { remembered } from './remember.ts'
import type { Json, Shape } from './shape.ts'

/** Names of object fields from the outside in; empty is the value itself. `0` is the one value of a list. */
export type Place = readonly string[]

type Candidate = { readonly place: Place; readonly shape: Shape; readonly parent: Shape | undefined }

/** The value at a place, if it is there. */
export function at(value: Json | undefined, place: Place): Json | undefined {
  let here: Json | undefined = value
  for (const name of place) here = inValue(here, name)
  return here
}

function inValue(value: Json | undefined, name: string): Json | undefined {
  if (isRecord(value)) return Object.hasOwn(value, name) ? value[name] : undefined
  // What is no object is a list here.
  return name === FIRST && Array.isArray(value) ? (value as readonly Json[])[0] : undefined
}

/** Where a list has its first value. */
export const FIRST = '0'

/** The shape at a place, if it is there; through unions. */
export function shapeAt(shape: Shape, place: Place): Shape | undefined {
  let here: Shape | undefined = shape
  for (const name of place) here = here && inShape(here, name)
  return here
}

function inShape(shape: Shape, name: string): Shape | undefined {
  return (
    objectOf(shape)?.fields.find((field) => field.name === name)?.shape ?? (name === FIRST ? itemsOf(shape) : undefined)
  )
}

/** A JSON object, as opposed to an array or null. */
export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Where the list stands in the answer to `GET /things`: the array itself, or an array of objects in an envelope.
 * An array inside something that has an id is part of a record, not a list of records.
 */
export function listPlace(answer: Shape, collection: string): Place | undefined {
  const lists = inside(answer).filter(({ shape }) => itemsOf(shape) !== undefined)
  const named = lists.find(({ place }) => sameName(place.at(-1), collection))
  const records = lists.filter(({ shape, parent }) => holdsRecords(shape) && !(parent && hasId(parent)))
  return (named ?? records[0])?.place
}

/**
 * Where the one record stands in an answer. `known` are field names of the resource: a place counts if most
 * of its fields are among them. Where none are known the field named like the resource counts, or the value itself.
 */
export function recordPlace(answer: Shape, collection: string, known: ReadonlySet<string>): Place | undefined {
  const objects = inside(answer).filter(({ shape }) => objectOf(shape) !== undefined)
  const named = objects.find(({ place }) => sameName(place.at(-1), collection))
  if (named) return named.place
  if (known.size === 0) return bareRecord(objects)?.place
  const fitting = objects.filter(({ shape }) => fits(shape, known))
  return fitting.toSorted((a, b) => shared(b.shape, known) - shared(a.shape, known))[0]?.place
}

/** Where an answer has the one record in a list: `{"data": [{…}]}`. Its fields are those that are `known`. */
export function onlyPlace(answer: Shape, collection: string, known: ReadonlySet<string>): Place | undefined {
  const list = listPlace(answer, collection)
  const items = list && itemsOf(shapeAt(answer, list) ?? answer)
  return items && list.length < 2 && fits(items, known) ? [...list, FIRST] : undefined
}

/** Whether two names are the same words, singular or plural, in any casing. */
export function sameName(left: string | undefined, right: string): boolean {
  return left !== undefined && plain(left) === plain(right)
}

const plain = remembered((name) => words(name).map(singular).join(' '), 5000)

/**
 * Where the record stands in a body: under the name of the resource or of the `frame` that an answer has around it, in a lone
 * envelope, in the one of several fields that looks like the record where the body itself does not, or bare. `known` are field
 * names of the resource, as answers show them.
 */
export function sentPlace(body: Shape, collection: string, { known, frame }: Seen): Place {
  const fields = (objectOf(body)?.fields ?? []).filter((field) => objectOf(field.shape))
  const named = fields.find((field) => sameName(field.name, collection))
  const only = objectOf(body)?.fields.length === 1 ? fields[0] : undefined
  const framed = fields.find(({ name, shape }) => name === frame && shared(shape, known) >= shared(body, known))
  const like = shared(body, known) === 0 ? fields.find((field) => fits(field.shape, known)) : undefined
  const envelope = named ?? only ?? framed ?? like
  return envelope ? [envelope.name] : []
}

/** What answers show of a resource. */
type Seen = { readonly known: ReadonlySet<string>; readonly frame: string | undefined }

function inside(answer: Shape): Candidate[] {
  const root: Candidate = { place: [], shape: answer, parent: undefined }
  const first = below(root)
  return [root, ...first, ...first.flatMap(below)]
}

/** Of what may hold records; most fields are texts and numbers. */
function below({ place, shape }: Candidate): Candidate[] {
  const fields = objectOf(shape)?.fields ?? []
  return fields
    .filter(({ shape: { kind } }) => kind === 'object' || kind === 'array' || kind === 'union')
    .map((field) => ({ place: [...place, field.name], shape: field.shape, parent: shape }))
}

function holdsRecords(list: Shape): boolean {
  const items = itemsOf(list)
  return items !== undefined && (items.kind === 'any' || objectOf(items) !== undefined)
}

function hasId(shape: Shape): boolean {
  return objectOf(shape)?.fields.some((field) => /^_?(id|uuid)$/i.test(field.name)) ?? false
}

function bareRecord(objects: readonly Candidate[]): Candidate | undefined {
  const root = objects.find(({ place }) => place.length === 0)
  if (!root || hasId(root.shape)) return root
  const inner = objects.filter(({ place }) => place.length === 1)
  const only = objectOf(root.shape)?.fields.length === 1 ? inner[0] : undefined
  return only ?? inner.find(({ shape }) => hasId(shape)) ?? root
}

function shared(shape: Shape, known: ReadonlySet<string>): number {
  return objectOf(shape)?.fields.filter((field) => known.has(field.name)).length ?? 0
}

/** One field in common may be chance. */
function fits(shape: Shape, known: ReadonlySet<string>): boolean {
  const count = shared(shape, known)
  return count >= 2 && count * 2 > (objectOf(shape)?.fields.length ?? 0)
}
