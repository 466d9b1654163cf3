/** Shapes as JSON Schema, and the validator that makes functions of it. */
import { createRequire } from 'node:module'
import type { Ajv } from 'ajv'
import type formats from 'ajv-formats'
import type { SchemaError } from './either.ts'
import { patternSource } from '../model/pattern.ts'
import type { ObjectShape, Shape, StringShape } from '../model/shape.ts'

export type Schema = { readonly [key: string]: unknown }

/** A function that says whether a value fits, and why not. */
export type Check = ((value: unknown) => unknown) & { readonly errors?: readonly SchemaError[] | null }

const load = createRequire(import.meta.url)
let ajv: Ajv | undefined

/** The validator is loaded when something is to be validated, which no start waits for. */
function validator(): Ajv {
  const { Ajv: Validator } = load('ajv') as { readonly Ajv: typeof Ajv }
  const withFormats = load('ajv-formats') as typeof formats.default
  return withFormats(new Validator({ allErrors: true, addUsedSchema: false }))
}

/** Makes the check of a schema. It costs milliseconds, so it is for the first request that needs it. */
export function compile(schema: Schema): Check {
  // Ajv types what its validators return; the errors that they leave behind are as `Check` says.
  return (ajv ??= validator()).compile(schema) as Check
}

/** The formats that the validator knows; others say nothing to it. */
const FORMATS = new Set('date-time date time email hostname ipv4 ipv6 uri uuid'.split(' '))

/** A schema that accepts what the shape describes. Unknown fields pass: what becomes of them is not for it to say. */
export function schemaOf(shape: Shape): Schema {
  switch (shape.kind) {
    case 'any':
      return {}
    case 'null':
    case 'boolean':
      return { type: shape.kind }
    case 'integer':
      return { type: 'integer', ...bounds(shape, Number.MAX_SAFE_INTEGER), ...values(shape.values) }
    case 'number':
      return { type: 'number', ...bounds(shape, undefined), ...values(shape.values) }
    case 'string':
      return stringSchema(shape)
    case 'array':
      return { type: 'array', items: schemaOf(shape.items) }
    case 'object':
      return objectSchema(shape)
    case 'union':
      return { anyOf: shape.options.map(schemaOf) }
  }
}

/** Integers beyond what JSON can carry between programs are refused instead of being rounded. */
function bounds(
  { minimum, maximum }: { readonly minimum?: number; readonly maximum?: number },
  safe: number | undefined,
): Schema {
  const [low, high] = [minimum ?? (safe === undefined ? undefined : -safe), maximum ?? safe]
  return { ...(low === undefined ? {} : { minimum: low }), ...(high === undefined ? {} : { maximum: high }) }
}

function values(list: readonly (string | number)[] | undefined): Schema {
  return list === undefined ? {} : { enum: list }
}

function stringSchema({ format, minLength, maxLength, values: list }: StringShape): Schema {
  return {
    type: 'string',
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(format !== undefined && FORMATS.has(format) ? { format } : {}),
    ...values(list),
  }
}

function objectSchema(shape: ObjectShape): Schema {
  const { fields, patterns = [] } = shape
  const matching = patterns.map((pattern) => [patternSource(shape, pattern), schemaOf(pattern.shape)])
  const required = fields.filter((field) => field.required).map((field) => field.name)
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field.shape)])),
    ...(matching.length === 0 ? {} : { patternProperties: Object.fromEntries(matching) }),
    ...(required.length === 0 ? {} : { required }),
  }
}

/** Whether a value that has the right type can still be wrong. */
export function isConstrained(shape: Shape): boolean {
  switch (shape.kind) {
    case 'any':
    case 'null':
    case 'boolean':
      return false
    case 'integer':
    case 'number':
      return [shape.minimum, shape.maximum, shape.values].some((bound) => bound !== undefined)
    case 'string':
      return [shape.format, shape.minLength, shape.maxLength, shape.values].some((bound) => bound !== undefined)
    case 'array':
    case 'object':
    case 'union':
      return true
  }
}
