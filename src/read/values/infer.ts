/** Shapes from examples: what one value looks like, and what several have in common. */
import { ANY, type Field, type Json, type ObjectShape, type Shape, type StringShape } from '../../model/shape.ts'

/** The shape of one example. Every field that it shows counts as required. */
export function shapeOf(value: Json): Shape {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'integer' : 'number' }
  if (typeof value === 'string') return stringShape(value)
  if (Array.isArray(value)) return { kind: 'array', items: merged(value.map(shapeOf)) }
  return objectShape(value as { readonly [key: string]: Json }) // Array.isArray does not narrow readonly arrays away
}

function objectShape(value: { readonly [key: string]: Json }): ObjectShape {
  const fields = Object.entries(value).map(([name, item]): Field => ({ name, shape: shapeOf(item), required: true }))
  return { kind: 'object', fields, open: true }
}

const FORMATS: readonly (readonly [string, RegExp])[] = [
  ['date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['uuid', /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i],
  ['email', /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/],
  ['uri', /^https?:\/\/\S+$/],
]

function stringShape(value: string): StringShape {
  const format = value.length > 500 ? undefined : FORMATS.find(([, pattern]) => pattern.test(value))?.[0]
  return format === undefined ? { kind: 'string' } : { kind: 'string', format }
}

/** One shape for several examples: a field in all of them is required, null beside another kind makes it nullable. */
export function merged(shapes: readonly Shape[]): Shape {
  const [first, ...rest] = shapes
  if (first === undefined || rest.length === 0) return first ?? ANY
  if (shapes.some(({ kind }) => kind === 'any')) return ANY
  const groups = Map.groupBy(shapes.flatMap(options), ({ kind }) => (kind === 'integer' ? 'number' : kind))
  const kept = [...groups.values()].map(mergeSame)
  const [only, second] = kept
  return only !== undefined && second === undefined ? only : { kind: 'union', options: kept }
}

function options(shape: Shape): readonly Shape[] {
  return shape.kind === 'union' ? shape.options : [shape]
}

/** Shapes of one kind as one, all at a time: pairs of ever larger objects would take quadratic time. */
function mergeSame(group: readonly Shape[]): Shape {
  const [first = ANY, ...rest] = group
  if (rest.length === 0) return first
  switch (first.kind) {
    case 'integer':
    case 'number':
      return group.find(({ kind }) => kind === 'number') ?? first
    case 'string':
      return group.every((one) => one.kind === 'string' && one.format === first.format) ? first : { kind: 'string' }
    case 'array':
      return { kind: 'array', items: mergeItems(group.flatMap((one) => (one.kind === 'array' ? [one.items] : []))) }
    case 'object':
      return mergeObjects(group.filter((one) => one.kind === 'object'))
    case 'any':
    case 'null':
    case 'boolean':
    case 'union':
      return first
  }
}

/** An empty list says nothing of its items, so the items of the other lists stand. */
function mergeItems(items: readonly Shape[]): Shape {
  return merged(items.filter(({ kind }) => kind !== 'any'))
}

function mergeObjects(objects: readonly ObjectShape[]): ObjectShape {
  const byName = Map.groupBy(
    objects.flatMap(({ fields }) => fields),
    ({ name }) => name,
  )
  const fields = [...byName.values()].flatMap((same): Field[] => {
    const [first] = same
    const required = same.length === objects.length && same.every((field) => field.required)
    return first === undefined ? [] : [{ ...first, shape: merged(same.map(({ shape }) => shape)), required }]
  })
  return { kind: 'object', fields, open: objects.some(({ open }) => open) }
}

/** A shape for input, from an example of it: nothing is required, null says nothing, and no format is demanded. */
export function loosened(shape: Shape): Shape {
  switch (shape.kind) {
    case 'any':
    case 'null':
      return ANY
    case 'boolean':
      return shape
    case 'integer':
    case 'number':
      return { kind: 'number' }
    case 'string':
      return { kind: 'string' }
    case 'array':
      return { kind: 'array', items: loosened(shape.items) }
    case 'object':
      return {
        ...shape,
        open: true,
        fields: shape.fields.map((field) => ({ ...field, shape: loosened(field.shape), required: false })),
      }
    case 'union':
      return merged(shape.options.map(loosened))
  }
}
