/**
 * What the page does not describe never leaves: an object is cut down to the fields that its shape lists. Shapes that
 * list none, and maps (`{"2026-01-31": 5}`, whose names are data), let everything through. Whether a shape says that it
 * is open makes no difference: that is a hint for clients, who must not stumble over fields that come later.
 */
import { patternOf } from '../model/pattern.ts'
import { onceEach } from '../model/remember.ts'
import type { Field, Json, ObjectShape, Shape } from '../model/shape.ts'

/** The value without fields that the shape does not list; itself, not a copy, where nothing has to go. */
export function cut(shape: Shape, value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  return Array.isArray(value) ? cutList(shape, value) : cutObject(shape, value as JsonObject)
}

/** Whether there are values of the shape from which something would be cut. */
export function isClosed(shape: Shape): boolean {
  switch (shape.kind) {
    case 'object':
      return listed(shape).length > 0 || shape.patterns !== undefined
    case 'array':
      return isClosed(shape.items)
    case 'union':
      return shape.options.some(isClosed)
    case 'any':
    case 'null':
    case 'boolean':
    case 'integer':
    case 'number':
    case 'string':
      return false
  }
}

type JsonObject = { readonly [key: string]: Json }

function cutList(shape: Shape, list: readonly Json[]): readonly Json[] {
  const items = itemsOf(shape)
  if (items === undefined) return list
  const kept = list.map((item) => cut(items, item))
  return kept.every((item, i) => item === list[i]) ? list : kept
}

function cutObject(shape: Shape, object: JsonObject): JsonObject {
  const fieldAt = fieldsOf(shape)
  if (fieldAt === undefined || isWhole(fieldAt, object)) return object
  const kept = Object.keys(object).flatMap((name): [string, Json][] => {
    const field = fieldAt(name)
    return field === undefined ? [] : [[name, cut(field.shape, object[name] ?? null)]]
  })
  return Object.fromEntries(kept)
}

/** Whether nothing has to go: hardly ever has anything. */
function isWhole(fieldAt: FieldAt, object: JsonObject): boolean {
  for (const name in object) {
    const [field, value] = [fieldAt(name), object[name] ?? null]
    if (field === undefined || cut(field.shape, value) !== value) return false
  }
  return true
}

/** The field that a name is; undefined for what has to go. */
type FieldAt = (name: string) => Field | undefined

/** The fields of an object shape; of a union, those of all its objects; undefined where anything goes. Looked at once. */
const fieldsOf = onceEach((shape: Shape): FieldAt | undefined => {
  const objects = options(shape).filter((option) => option.kind === 'object')
  return objects.length > 0 && objects.every(isClosed) ? among(objects) : undefined
})

function among(objects: readonly ObjectShape[]): FieldAt {
  const fields = new Map(objects.flatMap(listed).map((field) => [field.name, field] as const))
  const patterned = objects.filter(({ patterns }) => patterns !== undefined)
  if (patterned.length === 0) return (name) => fields.get(name)
  return (name) => fields.get(name) ?? patterned.map((object) => patternOf(object, name)).find(Boolean)
}

/** Names that are data: dates, numbers, ids. */
const DATA = /^\d|^[0-9a-f]{8}-|^[^\p{L}_$@#]/u

/** The fields of an object; none of a map. */
export function listed({ fields }: ObjectShape): readonly Field[] {
  return fields.some(({ name }) => DATA.test(name)) ? [] : fields
}

function options(shape: Shape): readonly Shape[] {
  return shape.kind === 'union' ? shape.options.flatMap(options) : [shape]
}

function itemsOf(shape: Shape): Shape | undefined {
  const lists = options(shape).filter((option) => option.kind === 'array')
  return lists.length === 1 ? lists[0]?.items : undefined
}
