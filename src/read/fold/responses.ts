/** The answers of an operation: one for each status, its shape from all samples of it and from tables of answers. */
import type { Response } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import { ANY, type Json, type Shape } from '../../model/shape.ts'
import type { Contribution, ResponseFound, Row } from '../conventions/index.ts'
import { merged, shapeOf } from '../values/infer.ts'
import { objectFrom, overlay } from './shapes.ts'

type Stated = Contribution & { kind: 'status' }

/** `object` documents the resource that the answers carry, from a table of attributes in the chapter. */
export function responsesOf(
  answers: readonly ResponseFound[],
  stated: readonly Stated[],
  rows: readonly Row[],
  object: readonly Row[],
): Response[] {
  const found = inOrder(answers, stated)
  const success =
    stated.map((one) => one.status).find((status) => status >= 200 && status < 300 && status !== 204) ?? 200
  const shown = Map.groupBy(found, (one) => one.status ?? (one.failed ? (statusInside(one.example) ?? 400) : success))
  const responses = [...shown]
    .map(([status, samples]) => response(status, samples, rows, object))
    .filter((one) => one !== undefined)
  const bare = stated.filter(
    (one, at) => !shown.has(one.status) && stated.findIndex((other) => other.status === one.status) === at,
  )
  const kept =
    shown.size > 0 && [...shown.keys()].some((status) => status < 300) ? bare.filter((one) => one.status >= 300) : bare
  return [...responses, ...kept.map(({ status, span }) => empty(status, rows, span))]
}

/** Blocks in a row, as many as the section has statuses: generators show them in the order of their table. */
function inOrder(found: readonly ResponseFound[], stated: readonly Stated[]): readonly ResponseFound[] {
  const statuses = [...new Set(stated.map((one) => one.status))]
  const isRow = found.every((one, at) => one.status === undefined && !one.failed && one.follows === at > 0)
  if (!isRow || found.length < 2 || statuses.length !== found.length) return found
  return found.map((one, at) => ({ ...one, status: statuses[at], failed: (statuses[at] ?? 200) >= 400 }))
}

function response(
  status: number,
  samples: readonly ResponseFound[],
  rows: readonly Row[],
  object: readonly Row[],
): Response | undefined {
  const first = samples.find((one) => one.example !== undefined) ?? samples[0]
  if (first === undefined) return undefined
  const examples = samples.map((one) => one.example).filter((example) => example !== undefined)
  const shape = examples.length === 0 ? ANY : merged(examples.map(shapeOf))
  return {
    status,
    mediaType: first.mediaType,
    shape: status < 300 ? described(described(shape, object, true), rows, false) : shape,
    example: first.example,
    text: first.text,
    span: first.span,
  }
}

function empty(status: number, rows: readonly Row[], span: Response['span']): Response {
  const shape: Shape =
    rows.length > 0 && status < 300 && status !== 204 ? objectFrom(rows, (row) => row.required ?? false) : ANY
  return { status, mediaType: 'application/json', shape, example: undefined, text: undefined, span }
}

/** Lays a table over an answer, at the level whose fields it names. `known` takes only fields that the answer shows. */
export function described(shape: Shape, rows: readonly Row[], known: boolean): Shape {
  if (rows.length === 0) return shape
  const documented = objectFrom(rows, () => false)
  const names = new Set(documented.fields.map((field) => field.name))
  return at(shape, 0)

  function at(inner: Shape, depth: number): Shape {
    if (inner.kind === 'array') return { kind: 'array', items: at(inner.items, depth) }
    if (inner.kind !== 'object') return inner.kind === 'any' && depth === 0 && !known ? documented : inner
    const hits = inner.fields.filter((field) => names.has(field.name)).length
    if (hits > 0 && hits * 2 >= Math.min(names.size, inner.fields.length)) {
      const own = new Set(inner.fields.map((field) => field.name))
      const fields = known ? documented.fields.filter((field) => own.has(field.name)) : documented.fields
      return overlay(inner, { ...documented, fields }, 'example')
    }
    if (depth >= 2) return inner
    return { ...inner, fields: inner.fields.map((field) => ({ ...field, shape: at(field.shape, depth + 1) })) }
  }
}

/** The status that an error's own body tells: `{"error": {"status": 404}}`. */
export function statusInside(body: Json | undefined): number | undefined {
  if (!isRecord(body)) return undefined
  const objects = [body, ...Object.values(body).slice(0, 20).filter(isRecord)]
  for (const object of objects) {
    for (const name of ['status', 'code', 'statusCode', 'status_code']) {
      const value = Number(object[name])
      if (Number.isInteger(value) && value >= 400 && value < 600) return value
    }
  }
  return undefined
}
