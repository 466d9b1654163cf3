/** Contracts made by hand, for tests that need one without a page. */
import { METHODS } from '../../src/model/contract.ts'
import type { Body, Contract, Operation, Parameter, Response } from '../../src/model/contract.ts'
import { joinObjects, join } from '../../src/model/join.ts'
import { NO_LIMITS } from '../../src/model/limits.ts'
import { ANY } from '../../src/model/shape.ts'
import type { Field, Json, Shape } from '../../src/model/shape.ts'

export const SPAN = { file: 'index.html.md', line: 1, column: 1, endLine: 1 }

export function contract(operations: readonly Operation[], more: Partial<Contract> = {}): Contract {
  const errors = { codes: [], example: undefined }
  const none = { servers: [], channels: [], webhooks: [], security: [], limits: NO_LIMITS }
  const { security = [] } = more
  const all = operations.map((one) => (FREE.has(one) || one.security.length > 0 ? one : { ...one, security }))
  return { title: 'Kittn API', description: undefined, errors, ...none, ...more, operations: all }
}

/** Operations that need no credential. */
const FREE = new WeakSet<Operation>()

/** An operation that needs none of the contract's credentials. */
export function free(one: Operation): Operation {
  FREE.add(one)
  return one
}

/** An operation from its key; `answer` and `body` are shown as examples. */
export function operation(
  key: string,
  shown: { answer?: Json; body?: Json; status?: number } & Partial<Omit<Operation, 'body'>> = {},
): Operation {
  const { answer, body, status, ...more } = shown
  const method = METHODS.find((one) => key.startsWith(`${one} `)) ?? 'GET'
  const path = key.slice(method.length + 1)
  const responses = answer === undefined ? [] : [response(answer, status ?? 200)]
  const plain = { title: key, section: 'section', description: undefined, group: undefined, parameters: [] }
  const rest = { samples: [], security: [], span: SPAN }
  return {
    key,
    method,
    path,
    ...plain,
    body: body === undefined ? undefined : bodyOf(body),
    responses,
    ...rest,
    ...more,
  }
}

export function response(example: Json, status = 200): Response {
  const shape = shapeOf(example)
  return { status, mediaType: 'application/json', shape, example, text: JSON.stringify(example), span: SPAN }
}

export function bodyOf(example: Json): Body {
  return { mediaTypes: ['application/json'], shape: shapeOf(example), example, span: SPAN }
}

export function parameter(place: Parameter['in'], name: string, more: Partial<Field> = {}): Parameter {
  return { in: place, name, shape: { kind: 'string' }, required: place === 'path', span: SPAN, ...more }
}

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(text)

/** The shape of an example, every field required. */
export function shapeOf(value: Json): Shape {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'string') return isTime(value) ? { kind: 'string', format: 'date-time' } : { kind: 'string' }
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'integer' : 'number' }
  if (Array.isArray(value)) return { kind: 'array', items: value.map(shapeOf).reduce(join, ANY) }
  const fields = Object.entries(value).map(([name, item]) => ({ name, shape: shapeOf(item), required: true }))
  return joinObjects([{ kind: 'object', fields, open: false }])
}
