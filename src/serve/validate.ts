/** Checks requests against the page: parameters are read, typed, checked and completed with the page's defaults. */
import type { Operation, Parameter } from '../model/contract.ts'
import { carriesCredential } from '../model/credentials.ts'
import { placeholders } from '../model/names.ts'
import type { Requirement } from '../model/security.ts'
import type { Json, Shape } from '../model/shape.ts'
import { coerce, coerceAll } from './coerce.ts'
import { complaintsOf, missing, wrong, type Complaint } from './complaint.ts'
import { compile, isConstrained, schemaOf, type Check } from './schema.ts'

export type Values = Readonly<Record<string, Json>>

/** The raw parameters of a request: path in the order of its placeholders, query as parsed, headers as Node gives them. */
export type Raw = {
  readonly path: readonly string[]
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export type Parameters = { readonly path: Values; readonly query: Values; readonly headers: Values }

type One = {
  readonly name: string
  readonly shape: Shape
  readonly required: boolean
  readonly default?: Json
  readonly check: () => Check | undefined
}
type Place = Parameter['in']

/** Header parameters that others answer for: credentials, content and its negotiation. */
const NOT_OURS = new Set(['authorization', 'content-type', 'accept', 'content-length', 'host', 'idempotency-key'])

/** Reads parameters; what the page does not allow is added to the complaints. */
export type ReadParameters = (raw: Raw, complaints: Complaint[]) => Parameters

/** Makes the reader of an operation's parameters. */
export function parameterReader(
  operation: Pick<Operation, 'path' | 'parameters'>,
  options: ReaderOptions,
): ReadParameters {
  const ones = (place: Place): One[] =>
    operation.parameters.filter((parameter) => parameter.in === place && !isCredential(parameter, options)).map(one)
  const [query, headers] = [ones('query'), ones('header')]
  const names = placeholders(operation.path)
  // Of two placeholders with one name the first counts.
  const places = names.map((name) => names.indexOf(name))
  const path = names.map((name) => ones('path').find((known) => known.name === name) ?? undocumented(name))
  const inPath = (raw: Raw, _: string, at: number): string | undefined => raw.path[places[at] ?? at]
  const inQuery = (raw: Raw, name: string): Found => raw.query[name] ?? raw.query[`${name}[]`]
  const inHeaders = (raw: Raw, name: string): Found => raw.headers[name.toLowerCase()]
  return (raw, complaints) => ({
    path: readAll(path, { raw, find: inPath, complaints }),
    query: readAll(query, { raw, find: inQuery, complaints }),
    headers: readAll(headers, { raw, find: inHeaders, complaints }),
  })
}

type Found = string | readonly string[] | undefined
type Looking = {
  readonly raw: Raw
  readonly find: (raw: Raw, name: string, at: number) => Found
  readonly complaints: Complaint[]
}

export type ReaderOptions = { readonly security: readonly Requirement[] }

/** A placeholder that no table describes is any text. */
function undocumented(name: string): One {
  return { name, shape: { kind: 'string' }, required: true, check: () => undefined }
}

function isCredential(parameter: Parameter, { security }: ReaderOptions): boolean {
  if (parameter.in === 'header' && NOT_OURS.has(parameter.name.toLowerCase())) return true
  return parameter.in !== 'path' && carriesCredential(parameter, security)
}

function one(parameter: Parameter): One {
  const { name, shape, required } = parameter
  const value = typeof parameter.default === 'string' ? coerce(shape, parameter.default) : parameter.default
  let check: Check | undefined
  const lazily = (): Check | undefined => (isConstrained(shape) ? (check ??= compile(schemaOf(shape))) : undefined)
  return { name, shape, required, check: lazily, ...(value === undefined ? {} : { default: value }) }
}

const NONE: Values = Object.freeze({})

function readAll(ones: readonly One[], { raw, find, complaints }: Looking): Values {
  if (ones.length === 0) return NONE
  const values: Record<string, Json> = {}
  for (const [at, parameter] of ones.entries()) {
    const value = readOne(parameter, find(raw, parameter.name, at), complaints)
    if (value !== undefined) values[parameter.name] = value
  }
  return values
}

function readOne(
  parameter: One,
  raw: string | readonly string[] | undefined,
  complaints: Complaint[],
): Json | undefined {
  const { name, shape } = parameter
  if (raw === undefined) {
    if (parameter.required && parameter.default === undefined) complaints.push(missing(name, shape))
    return parameter.default
  }
  const value = typeof raw === 'string' ? coerce(shape, raw) : coerceAll(shape, raw)
  if (!hasKind(shape, value)) complaints.push(wrong(name, { shape, value }))
  else {
    const check = parameter.check()
    if (check !== undefined && !check(value))
      complaints.push(...complaintsOf(check.errors ?? [], { name, shape, value }))
  }
  return value
}

/** Whether coercion made a value of the right kind. Lists and unions are looked at by the validator. */
function hasKind(shape: Shape, value: Json): boolean {
  switch (shape.kind) {
    case 'integer':
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'string':
      return typeof value === 'string'
    case 'null':
      return value === null
    case 'any':
    case 'array':
    case 'object':
    case 'union':
      return true
  }
}

/** Makes the check of a body: it returns what the page does not allow. */
export function bodyChecker(shape: Shape): (value: Json) => readonly Complaint[] {
  let check: Check | undefined
  return (value) => {
    check ??= compile(schemaOf(shape))
    return check(value) ? FINE : complaintsOf(check.errors ?? [], { name: '', shape, value })
  }
}

const FINE: readonly Complaint[] = Object.freeze([])
