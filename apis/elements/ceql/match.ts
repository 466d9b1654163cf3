/** Conditions over records in memory, with the logic of SQL: what is said of an absent value is neither true nor false. */
import type { Comparison, Condition, Literal } from './condition.ts'

export type Fields = Readonly<Record<string, Literal | undefined>>

/** Whether a condition is true of a record. */
export function matches(condition: Condition, record: Fields): boolean {
  return truth(condition, record) === true
}

/** Undefined: unknown. */
function truth(condition: Condition, record: Fields): boolean | undefined {
  switch (condition.kind) {
    case 'and':
      return both(...pair(condition.sides, record))
    case 'or':
      return negate(both(...pair(condition.sides, record).map(negate)))
    case 'not':
      return negate(truth(condition.inner, record))
    case 'empty':
      return record[condition.field] === undefined
    default: {
      const value = record[condition.field]
      return value === undefined ? undefined : holds(condition, value)
    }
  }
}

type Plain = Extract<Condition, { readonly kind: 'compare' | 'like' | 'in' }>

function holds(condition: Plain, value: Literal): boolean {
  switch (condition.kind) {
    case 'compare':
      return BY[condition.by](order(value, condition.value))
    case 'like':
      return like([...String(value)], [...condition.pattern])
    case 'in':
      return condition.values.some((one) => order(value, one) === 0)
  }
}

function pair(sides: readonly [Condition, Condition], record: Fields): (boolean | undefined)[] {
  return sides.map((side) => truth(side, record))
}

function both(a?: boolean, b?: boolean): boolean | undefined {
  if (a === false || b === false) return false
  return a === undefined || b === undefined ? undefined : true
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

const BY: { readonly [B in Comparison]: (order: number) => boolean } = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** Numbers by size; everything else by the bytes of its text, as databases do. */
export function order(a: Literal, b: Literal): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}

/** Walks both at once and goes back to the last `%` only, so that no pattern takes long. */
function like(text: readonly string[], pattern: readonly string[]): boolean {
  let [at, in_, star, mark] = [0, 0, -1, 0]
  while (at < text.length) {
    const wanted = pattern[in_]
    if (wanted === '%') [star, mark] = [in_++, at]
    else if (wanted === '_' || wanted === text[at]) [at, in_] = [at + 1, in_ + 1]
    else if (star >= 0) [in_, at] = [star + 1, ++mark]
    else return false
  }
  return pattern.slice(in_).every((rest) => rest === '%')
}
