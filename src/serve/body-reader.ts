/** Bodies of one operation: what may be sent, read and checked. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Operation } from '../model/contract.ts'
import { isRecord } from '../model/places.ts'
import { widen } from '../model/widen.ts'
import { fieldOf } from '../model/pattern.ts'
import type { Json, Shape } from '../model/shape.ts'
import { Failure } from './fail.ts'
import { bodyKind, parseForm, parseJson } from './body.ts'
import { coerce, coerceAll } from './coerce.ts'
import { bodyChecker, type ReaderOptions } from './validate.ts'

/** The value of a body; undefined where none was sent. Throws a Failure for what cannot be read or is not allowed. */
export type ReadBody = (bytes: unknown, headers: IncomingHttpHeaders) => Json | undefined

export function bodyReader({ body, method, path }: Operation, options: Omit<ReaderOptions, 'security'>): ReadBody {
  const defaults = method === 'POST' && !path.endsWith('}') ? defaultsOf(body?.shape) : []
  // What the page shows is right, whatever its tables say.
  const shape = body?.example === undefined ? body?.shape : widen(body.shape, body.example)
  const check = shape === undefined ? undefined : bodyChecker(shape, options)
  const forms = body?.mediaTypes.some((type) => type.includes('form')) ?? false
  return (bytes, headers) => {
    if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') throw encoded()
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
      if (shape !== undefined && needs(shape))
        throw new Failure(options.refusal.status, 'A body is missing: a JSON object is expected.', {
          parameter: 'body',
        })
      return undefined
    }
    const value = decode(bytes, headers, { forms, shape })
    if (value !== undefined) check?.(value)
    return defaults.length > 0 && isRecord(value) ? { ...Object.fromEntries(defaults), ...value } : value
  }
}

/** What a creation means that leaves fields out. A change that leaves fields out means that they stay. */
function defaultsOf(shape: Shape | undefined): [string, Json][] {
  const fields = shape?.kind === 'object' ? shape.fields : []
  return fields.flatMap(({ name, default: value }): [string, Json][] => (value === undefined ? [] : [[name, value]]))
}

/** Whether a request without a body lacks something. */
function needs(shape: Shape): boolean {
  return shape.kind === 'object' && shape.fields.some((field) => field.required)
}

type Decoding = { readonly forms: boolean; readonly shape: Shape | undefined }

/** An operation that documents no body takes JSON for its handler and passes over anything else. */
function decode(bytes: Buffer, headers: IncomingHttpHeaders, { forms, shape }: Decoding): Json | undefined {
  const type = headers['content-type']
  const kind = bodyKind(type)
  if (kind === 'json') return parseJson(bytes)
  if (shape === undefined) return undefined
  if (kind === 'form' && forms) return typed(shape, parseForm(bytes))
  throw new Failure(415, `The body is ${type ?? 'of no stated type'}; send application/json.`, {
    headers: { 'accept-post': 'application/json' },
  })
}

/** How deep fields of forms may be nested. */
const DEEPEST = 8

type Form = Readonly<Record<string, string | readonly string[]>>

/** `metas[order]=1042` is a field of a field; `tags[]=a`, or what comes twice, is in a list. */
function typed(shape: Shape, form: Form): Json {
  const keys = Object.keys(form)
  if (keys.some((key) => key.includes('__proto__'))) throw new Failure(400, 'The form has a field named __proto__.')
  if (keys.some((key) => key.split('[').length > DEEPEST))
    throw new Failure(400, `The form is nested more than ${DEEPEST} levels deep.`)
  const groups = Map.groupBy(Object.entries(form), ([key]) => /^[^[]*/.exec(key)?.[0] ?? '')
  return Object.fromEntries([...groups].map(([name, pairs]) => [name, fieldValue(shape, name, pairs)]))
}

function fieldValue(shape: Shape, name: string, pairs: readonly (readonly [string, Form[string]])[]): Json {
  const field = fieldOf(shape, name)?.shape ?? { kind: 'any' }
  const inner = pairs.map(([key, value]) => [/^\[([^\]]+)\](.*)$/.exec(key.slice(name.length)), value] as const)
  const below = inner.flatMap(([match, value]) =>
    match ? [[(match[1] ?? '') + (match[2] ?? ''), value] as const] : [],
  )
  if (below.length > 0) return typed(field, Object.fromEntries(below))
  const [[key, value] = ['', '']] = pairs
  return typeof value === 'string' && !key.endsWith('[]') ? coerce(field, value) : coerceAll(field, [value].flat())
}

function encoded(): Failure {
  return new Failure(415, 'Encoded bodies are not read; send it as it is.', {
    headers: { 'accept-encoding': 'identity' },
  })
}
