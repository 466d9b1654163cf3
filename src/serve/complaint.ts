/** What was wrong with a request, in words: which parameter, what was expected, what came. */
import { fieldOf } from '../model/pattern.ts'
import { ANY, type Json, type Shape } from '../model/shape.ts'
import { decided, type SchemaError } from './either.ts'
import { Failure, type Complaint } from './fail.ts'

export type { Complaint } from './fail.ts'

/** Status of requests that are well-formed and yet not what the page describes; set by the page's error table. */
export type Refusal = { readonly status: number }

/** More than this are not told of one request. */
const MOST = 20

/** The answer to a request with which all this is wrong. */
export function refused({ status }: Refusal, complaints: readonly Complaint[]): Failure {
  const told = complaints.slice(0, MOST)
  const words = told.map(({ message }) => message).join(' ')
  return new Failure(status, words, { parameter: told[0]?.parameter ?? 'body', complaints: told })
}

/** A parameter or body that the page asks for is not there. */
export function missing(parameter: string, shape: Shape): Complaint {
  const wanted = expected(shape)
  return { parameter, expected: wanted, message: `${parameter} is missing: ${wanted} is expected.` }
}

/** A value that is not what the shape describes. */
export function wrong(parameter: string, { shape, value }: Omit<Looked, 'name'>): Complaint {
  return notSo(parameter, expected(shape), value)
}

function notSo(parameter: string, wanted: string, value: Json | undefined): Complaint {
  const came = quote(value)
  return { parameter, expected: wanted, came, message: `${parameter} must be ${wanted}, not ${came}.` }
}

/** What was looked at: `name` is what the whole value is called, '' where its fields are named alone. */
export type Looked = { readonly name: string; readonly shape: Shape; readonly value: Json }

/** What the validator says of a value, once for each place. */
export function complaintsOf(errors: readonly SchemaError[], looked: Looked): readonly Complaint[] {
  const all = new Map<string, Complaint>()
  for (const error of decided(errors.slice(0, MOST * 10))) {
    const one = complaint(error, looked)
    if (!all.has(one.parameter)) all.set(one.parameter, one)
  }
  return [...all.values()]
}

function complaint(error: SchemaError, { name, shape, value }: Looked): Complaint {
  const path = (error.instancePath ?? '').split('/').slice(1)
  const steps = path.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (error.keyword === 'required') {
    const lacking = [...steps, String(error.params['missingProperty'])]
    return missing(nameOf(name, lacking), shapeAt(shape, lacking))
  }
  const wanted = error.keyword === 'anyOf' ? expected(shapeAt(shape, steps)) : demand(error)
  return notSo(nameOf(name, steps) || 'body', wanted, valueAt(value, steps))
}

/** The shape at the end of steps; anything where the shape does not tell. */
function shapeAt(shape: Shape, steps: readonly string[]): Shape {
  let here: Shape | undefined = shape
  for (const step of steps) here = here?.kind === 'array' ? here.items : here && fieldOf(here, step)?.shape
  return here ?? ANY
}

/** A shape in words: `an integer from 0 to 10`. */
export function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'any':
      return 'a value'
    case 'null':
      return 'null'
    case 'boolean':
      return 'true or false'
    case 'integer':
    case 'number':
    case 'string':
      return shape.values === undefined ? scalar(shape) : oneOf(shape.values)
    case 'array':
      return 'a list'
    case 'object':
      return 'an object'
    case 'union':
      return [...new Set(shape.options.map(expected))].join(' or ')
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

function scalar(shape: Extract<Shape, { readonly kind: 'integer' | 'number' | 'string' }>): string {
  if (shape.kind === 'string') return shape.format === undefined ? 'a string' : `a string of the format ${shape.format}`
  const { minimum, maximum } = shape
  const range = minimum !== undefined && maximum !== undefined ? ` from ${minimum} to ${maximum}` : ''
  const half = minimum !== undefined ? ` of at least ${minimum}` : maximum !== undefined ? ` of at most ${maximum}` : ''
  return `${ARTICLES[shape.kind]}${range || half}`
}

function oneOf(values: readonly unknown[]): string {
  return `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`
}

/** What an error of the validator demands. */
function demand({ keyword, params, message }: SchemaError): string {
  const limit = String(params['limit'])
  const demands: Readonly<Record<string, string>> = {
    type: ARTICLES[String(params['type'])] ?? String(params['type']),
    enum: oneOf(Array.isArray(params['allowedValues']) ? params['allowedValues'] : []),
    minimum: `at least ${limit}`,
    maximum: `at most ${limit}`,
    minLength: `at least ${characters(limit)} long`,
    maxLength: `at most ${characters(limit)} long`,
    format: `${/^[aei]/.test(String(params['format'])) ? 'an' : 'a'} ${String(params['format'])}`,
  }
  return demands[keyword] ?? (message ?? 'valid').replace(/^must (?:be )?/, '')
}

function characters(count: string): string {
  return count === '1' ? '1 character' : `${count} characters`
}

/** `toppings[0].name` */
function nameOf(name: string, steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    name,
  )
}

function valueAt(value: Json, steps: readonly string[]): Json | undefined {
  let here: Json | undefined = value
  for (const step of steps) {
    const holder: unknown = here
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step)) return undefined
    // The steps come from the validator, which found a JSON value there.
    here = (holder as Readonly<Record<string, Json>>)[step]
  }
  return here
}

/** What came, cut short. */
function quote(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
