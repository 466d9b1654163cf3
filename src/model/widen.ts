/**
 * Shapes made wide enough for a value that the page itself shows: where a table says `string` and the example has
 * null, both are right; and what the example leaves out need not be there.
 */
import type { Field, Json, ObjectShape, Shape } from './shape.ts'

/** The shape with room for the value; itself where it has that already. */
export function widen(shape: Shape, value: Json): Shape {
  if (shape.kind === 'any' || isStandIn(value)) return shape
  if (shape.kind === 'union') return widenUnion(shape.options, value, shape)
  if (shape.kind === 'object' && isObject(value)) return widenObject(shape, value)
  if (shape.kind === 'array' && Array.isArray(value))
    return { ...shape, items: value.reduce<Shape>((items, one) => widen(items, one as Json), shape.items) }
  return fits(shape, value) ? shape : { kind: 'union', options: [shape, kindOf(value)] }
}

/** `<your key>` and the like stand for a value, and say nothing of it. */
function isStandIn(value: Json): boolean {
  return typeof value === 'string' && /<[^<>]+>|^\{+[\w .-]*\}+$|^\[[a-z _-]+\]$/i.test(value)
}

function widenUnion(options: readonly Shape[], value: Json, shape: Shape): Shape {
  if (options.some((option) => fits(option, value) && widen(option, value) === option)) return shape
  const at = options.findIndex((option) => option.kind === kindOf(value).kind)
  const wider = options.map((option, i) => (i === at ? widen(option, value) : option))
  return { kind: 'union', options: at < 0 ? [...options, kindOf(value)] : wider }
}

type JsonObject = { readonly [key: string]: Json }

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function widenObject(shape: ObjectShape, value: JsonObject): ObjectShape {
  const fields = shape.fields.map((field) =>
    widenField(field, Object.hasOwn(value, field.name) ? value[field.name] : undefined),
  )
  return fields.every((field, at) => field === shape.fields[at]) ? shape : { ...shape, fields }
}

function widenField(field: Field, value: Json | undefined): Field {
  if (value === undefined) return field.required ? { ...field, required: false } : field
  const shape = widen(field.shape, value)
  return shape === field.shape ? field : { ...field, shape }
}

function fits(shape: Shape, value: Json): boolean {
  switch (shape.kind) {
    case 'any':
      return true
    case 'null':
      return value === null
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || (shape.kind === 'integer' && !Number.isInteger(value))) return false
      const { minimum = value, maximum = value, values = [value] } = shape
      return value >= minimum && value <= maximum && values.includes(value)
    }
    case 'string': {
      if (typeof value !== 'string') return false
      const { minLength = 0, maxLength = Infinity, values = [value], format } = shape
      return isOf(format, value) && value.length >= minLength && value.length <= maxLength && values.includes(value)
    }
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'union':
      return shape.options.some((option) => fits(option, value))
  }
}

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/i.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text),
  time: (text) => /^\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/i.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
}

function isOf(format: string | undefined, text: string): boolean {
  return FORMATS[format ?? '']?.(text) ?? true
}

/** What the value is, and nothing more. */
function kindOf(value: Json): Shape {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'integer' : 'number' }
  if (typeof value === 'string') return { kind: 'string' }
  return Array.isArray(value) ? { kind: 'array', items: { kind: 'any' } } : { kind: 'object', fields: [], open: true }
}
