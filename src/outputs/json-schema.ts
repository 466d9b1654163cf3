/** Shapes as JSON Schema, in words that draft 7 (AsyncAPI) and 2020-12 (OpenAPI 3.1) share. */
import { options } from '../model/join.ts'
import { patternSource } from '../model/pattern.ts'
import type { Field, Json, ObjectShape, Shape } from '../model/shape.ts'
import { list, tidy } from './doc.ts'
import type { Doc } from './doc.ts'

/** The reference to a shape that has a schema of its own, if it has one. */
export type Refer = (shape: Shape) => Doc | undefined

/** The schema of a shape; records of resources become references. */
export function schemaOf(shape: Shape, refer: Refer): Doc {
  return refer(shape) ?? whole(shape, refer)
}

/** The schema of the shape itself, with references only inside. */
export function whole(shape: Shape, refer: Refer): Doc {
  switch (shape.kind) {
    case 'any':
      return {}
    case 'null':
    case 'boolean':
      return { type: shape.kind }
    case 'integer':
    case 'number':
      return tidy({ type: shape.kind, enum: shape.values, minimum: shape.minimum, maximum: shape.maximum })
    case 'string': {
      const { format, minLength, maxLength, values } = shape
      return tidy({ type: 'string', format, enum: values, minLength, maxLength })
    }
    case 'array':
      return { type: 'array', items: schemaOf(shape.items, refer) }
    case 'object':
      return object(shape, refer)
    case 'union':
      return union(options(shape), refer)
  }
}

/** The schema of a field: that of its shape with what is said about it. */
export function fieldSchema(field: Field, refer: Refer): Doc {
  return tidy({ ...schemaOf(field.shape, refer), description: field.description, default: field.default })
}

/** The schema of values like an example: its kinds and the names of its fields, none of them promised. */
export function schemaOfExample(value: Json): Doc {
  if (value === null) return {}
  if (Array.isArray(value))
    return tidy({ type: 'array', items: value.length > 0 ? schemaOfExample(value[0]) : undefined })
  if (typeof value !== 'object')
    return { type: typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value }
  const fields = Object.entries(value).map(([name, item]) => [name, schemaOfExample(item)])
  return { type: 'object', properties: Object.fromEntries(fields) }
}

function object(shape: ObjectShape, refer: Refer): Doc {
  const { patterns } = shape
  const matching = patterns?.map((pattern) => [patternSource(shape, pattern), fieldSchema(pattern, refer)])
  return tidy({
    type: 'object',
    properties: Object.fromEntries(shape.fields.map((field) => [field.name, fieldSchema(field, refer)])),
    patternProperties: matching && Object.fromEntries(matching),
    required: list([...new Set(shape.fields.filter((field) => field.required).map((field) => field.name))]),
    additionalProperties: shape.open ? undefined : false,
  })
}

/** Null is one more type where that can be said, else one more option. */
function union(all: readonly Shape[], refer: Refer): Doc {
  const others = all.filter((shape) => shape.kind !== 'null')
  const nullable = others.length < all.length
  const [only] = others
  if (only === undefined) return nullable ? { type: 'null' } : {}
  if (others.length > 1) return { anyOf: all.map((shape) => schemaOf(shape, refer)) }
  const schema = schemaOf(only, refer)
  const { type, enum: values } = schema
  if (typeof type !== 'string') return type === undefined && !('$ref' in schema) ? schema : orNull(schema)
  return tidy({ ...schema, type: [type, 'null'], enum: Array.isArray(values) ? [...values, null] : undefined })
}

function orNull(schema: Doc): Doc {
  const anyOf: readonly Json[] = [schema, { type: 'null' }]
  return { anyOf }
}
