/** Joins shapes: what fits one of them fits the result. */
import { ANY } from './shape.ts'
import type { Field, ObjectShape, Shape } from './shape.ts'

/** The shape that both values have; `any` says nothing and yields to the other. */
export function join(left: Shape, right: Shape): Shape {
  if (left.kind === 'any' || same(left, right)) return right
  if (right.kind === 'any') return left
  if (left.kind === 'object' && right.kind === 'object') return joinObjects([left, right])
  if (left.kind === 'array' && right.kind === 'array') return { kind: 'array', items: join(left.items, right.items) }
  return unite([...options(left), ...options(right)])
}

/** One object for several: a field is required only if it is required in all of them. */
export function joinObjects(objects: readonly ObjectShape[]): ObjectShape {
  const all = objects.flatMap((object) => object.fields)
  const byName = Map.groupBy(all, (field) => field.name)
  const [only] = objects
  if (only !== undefined && objects.length === 1 && byName.size === all.length) return only
  const required = requiredIn(objects)
  const fields = [...byName].map(([name, found]) => joinFields(found, required.get(name) === objects.length))
  const patterns = [
    ...new Map(objects.flatMap((object) => object.patterns ?? []).map((one) => [one.name, one])).values(),
  ]
  const open = objects.length === 0 || objects.some((object) => object.open)
  return { kind: 'object', fields, ...(patterns.length === 0 ? {} : { patterns }), open }
}

/** The object among the options of a shape, if it is one or has one. */
export function objectOf(shape: Shape): ObjectShape | undefined {
  return options(shape).find((option) => option.kind === 'object')
}

/** The shape of the items of a shape that is an array or may be one. */
export function itemsOf(shape: Shape): Shape | undefined {
  return options(shape).find((option) => option.kind === 'array')?.items
}

/** What a shape may be: its options if it is a union, else itself. */
export function options(shape: Shape): readonly Shape[] {
  return shape.kind === 'union' ? shape.options.flatMap(options) : [shape]
}

/** Whether two shapes say the same, in the same order of fields. */
export function same(left: Shape, right: Shape): boolean {
  if (left === right || left.kind !== right.kind) return left === right
  if (left.kind === 'object' && right.kind === 'object' && left.fields.length !== right.fields.length) return false
  return JSON.stringify(left) === JSON.stringify(right)
}

/** In how many of the objects each field is required. */
function requiredIn(objects: readonly ObjectShape[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { fields } of objects)
    for (const name of new Set(fields.filter((field) => field.required).map((field) => field.name)))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** One field for several of one name; what the first says of it counts. */
function joinFields(found: readonly Field[], required: boolean): Field {
  const shape = found.map((field) => field.shape).reduce(join, ANY)
  return { ...Object.assign({}, ...found.toReversed()), shape, required }
}

function unite(all: readonly Shape[]): Shape {
  const kept: Shape[] = []
  for (const shape of all) {
    const like = kept.findIndex((other) => same(other, shape) || isPlain(other, shape))
    if (like < 0) kept.push(shape)
    else kept[like] = plain(kept[like] ?? shape, shape)
  }
  const [only] = kept
  return kept.length === 1 && only ? only : { kind: 'union', options: kept }
}

/** Scalars of one kind (or both numbers) join without their bounds, objects and arrays by their parts. */
function isPlain(left: Shape, right: Shape): boolean {
  const number = (shape: Shape) => shape.kind === 'integer' || shape.kind === 'number'
  return left.kind === right.kind || (number(left) && number(right))
}

function plain(left: Shape, right: Shape): Shape {
  if (same(left, right)) return left
  if (left.kind === 'object' || left.kind === 'array') return join(left, right)
  if (left.kind === 'string') return { kind: 'string' }
  return left.kind === 'integer' && right.kind === 'integer' ? { kind: 'integer' } : { kind: 'number' }
}
