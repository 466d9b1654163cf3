/** A form says everything as a text: what the answers show as a number or a truth value is one. */
import { isFormType } from '../../model/form.ts'
import { at, isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { BodyFound } from '../conventions/index.ts'

/** So deep lies a record in an answer, at most: `{"data": {"attributes": {…}}}`. */
const DEEPEST = 2
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/

/** The body of a form with the values that its texts mean; any other body as it is. */
export function typedForm(found: BodyFound, answers: readonly (Json | undefined)[]): BodyFound {
  if (!isFormType(found.mediaType) || !isRecord(found.example)) return found
  const records = answers.flatMap((answer) => recordsIn(answer, 0))
  return { ...found, example: typed(found.example, [], records) }
}

/** The objects of an answer that may be what was sent, the outermost first. */
function recordsIn(value: Json | undefined, depth: number): readonly Json[] {
  if (Array.isArray(value)) return recordsIn(value[0] as Json | undefined, depth)
  if (!isRecord(value)) return []
  return depth === DEEPEST ? [value] : [value, ...Object.values(value).flatMap((inner) => recordsIn(inner, depth + 1))]
}

function typed(value: Json, path: readonly string[], records: readonly Json[]): Json {
  if (typeof value === 'string') return like(value, shownAt(path, records))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, typed(inner, [...path, name], records)]),
  )
}

function shownAt(path: readonly string[], records: readonly Json[]): Json | undefined {
  return records.map((record) => at(record, path)).find((value) => value !== undefined && value !== null)
}

function like(text: string, shown: Json | undefined): Json {
  if (typeof shown === 'number' && NUMBER.test(text)) return Number(text)
  if (typeof shown === 'boolean' && /^(?:true|false)$/.test(text)) return text === 'true'
  return text
}
