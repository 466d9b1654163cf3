/** What a filter asks of the store, given a value of its parameter. */
import type { Filter, Test } from '../../model/filters.ts'
import { options } from '../../model/join.ts'
import { shapeAt, type Place } from '../../model/places.ts'
import { ANY, type Json, type ObjectShape, type Shape } from '../../model/shape.ts'
import type { Condition, Scalar } from '../../store/index.ts'
import { coerce } from '../coerce.ts'

/** A value that means no choice. */
const ANYTHING = new Set<Json>(['all', 'any', '*', ''])

const BOUNDS = { from: '>=', after: '>', to: '<=', before: '<' } as const

/** Undefined where the value chooses nothing, or cannot be compared with what the field has. */
export function conditionOf({ test, places, many }: Filter, value: Json, record: ObjectShape): Condition | undefined {
  const [at = []] = places
  const shape = shapeAt(record, at) ?? ANY
  const wanted = valuesIn(value, many).map((one) => asIn(shape, one))
  if (wanted.length === 0 || wanted.some((one) => ANYTHING.has(one))) return undefined
  if (test === 'contains') return { within: places, text: String(wanted[0]) }
  if (test === 'equals') return equal(at, shape, wanted)
  return bound(at, shape, { test, value: wanted[0] ?? null })
}

function valuesIn(value: Json, many: boolean): readonly Scalar[] {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const split = values.flatMap((one) => (many && typeof one === 'string' ? one.split(',') : one))
  return split.filter((one): one is Scalar => typeof one !== 'object' || one === null)
}

/** A record's own field is looked up as it is; a list counts where it has one of the values. */
function equal(at: Place, shape: Shape, wanted: readonly Scalar[]): Condition {
  const [field, ...rest] = at
  const [only] = wanted
  const plain = rest.length === 0 && wanted.length === 1 && options(shape).every(({ kind }) => kind !== 'array')
  return plain ? { field: field ?? '', equals: only ?? null } : { at, among: wanted }
}

function bound(
  at: Place,
  shape: Shape,
  { test, value }: { test: Exclude<Test, 'equals' | 'contains'>; value: Scalar },
): Condition | undefined {
  if (typeof value === 'number') return { at, is: BOUNDS[test], than: value }
  if (typeof value !== 'string' || hasOnlyNumbers(shape)) return undefined
  // A day without a time is the whole day.
  const whole = /^\d{4}-\d\d-\d\d$/.test(value) && (test === 'to' || test === 'after')
  return { at, is: BOUNDS[test], than: whole ? `${value}\uffff` : value }
}

function hasOnlyNumbers(shape: Shape): boolean {
  return options(shape).every(({ kind }) => kind === 'integer' || kind === 'number' || kind === 'null')
}

/** The value as the field has it: text or number. Seconds of the Unix clock are a time where the field has times. */
function asIn(shape: Shape, value: Scalar): Scalar {
  const kinds = options(shape).filter(({ kind }) => kind !== 'null')
  if (kinds.some((one) => one.kind === 'string' && one.format === 'date-time') && /^\d{9,10}$/.test(String(value)))
    return new Date(Number(value) * 1000).toISOString()
  if (typeof value === 'number')
    return kinds.every(({ kind }) => kind === 'string') && kinds.length > 0 ? String(value) : value
  if (typeof value !== 'string') return value
  const [first] = kinds
  const typed = first === undefined ? value : coerce(first, value)
  return typeof typed === 'object' ? value : typed
}
