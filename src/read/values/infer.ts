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
  return first === undefined ? ANY : rest.reduce(merge, first)
}

/** The shape that both of two shapes fit. */
export function merge(a: Shape, b: Shape): Shape {
  if (a.kind === 'any' || b.kind === 'any') return ANY
  if (a.kind === 'union' || b.kind === 'union') return union([...options(a), ...options(b)])
  return mergeSame(a, b) ?? union([a, b])
}

function options(shape: Shape): readonly Shape[] {
  return shape.kind === 'union' ? shape.options : [shape]
}

function union(shapes: readonly Shape[]): Shape {
  const kept: Shape[] = []
  for (const shape of shapes) {
    const at = kept.findIndex((other) => mergeSame(other, shape) !== undefined)
    const other = kept[at]
    if (other === undefined) kept.push(shape)
    else kept[at] = mergeSame(other, shape) ?? other
  }
  const [only, second] = kept
  return only !== undefined && second === undefined ? only : { kind: 'union', options: kept }
}

/** Merges two shapes of one kind; undefined for different kinds. */
function mergeSame(a: Shape, b: Shape): Shape | undefined {
  if (a.kind === 'string' && b.kind === 'string') return mergeStrings(a, b)
  if ((a.kind === 'integer' || a.kind === 'number') && (b.kind === 'integer' || b.kind === 'number'))
    return a.kind === 'number' ? a : b
  if (a.kind === 'array' && b.kind === 'array') return { kind: 'array', items: mergeItems(a.items, b.items) }
  if (a.kind === 'object' && b.kind === 'object') return mergeObjects(a, b)
  return a.kind === b.kind ? a : undefined
}

/** An empty list says nothing of its items, so the items of the other list stand. */
function mergeItems(a: Shape, b: Shape): Shape {
  if (a.kind === 'any') return b
  return b.kind === 'any' ? a : merge(a, b)
}

function mergeStrings(a: StringShape, b: StringShape): StringShape {
  return a.format === b.format ? a : { kind: 'string' }
}

function mergeObjects(a: ObjectShape, b: ObjectShape): ObjectShape {
  const others = new Map(b.fields.map((field) => [field.name, field]))
  const fields = a.fields.map((field): Field => {
    const other = others.get(field.name)
    others.delete(field.name)
    if (other === undefined) return { ...field, required: false }
    return { ...field, shape: merge(field.shape, other.shape), required: field.required && other.required }
  })
  const added = [...others.values()].map((field): Field => ({ ...field, required: false }))
  return { kind: 'object', fields: [...fields, ...added], open: a.open || b.open }
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
