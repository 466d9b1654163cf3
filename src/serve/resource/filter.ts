/** Which of a list's parameters choose and order records: those that name a field, and those called `sort` or `order`. */
import type { Operation } from '../../model/contract.ts'
import { words } from '../../model/names.ts'
import { fieldOf } from '../../model/pattern.ts'
import type { Json, ObjectShape } from '../../model/shape.ts'
import type { Condition, Query } from '../../store/index.ts'
import type { Values } from '../validate.ts'

export type Filtering = {
  readonly fields: readonly string[]
  readonly sort?: string
  readonly direction?: string
  readonly record: ObjectShape
}

const SORT = /^(?:sort|sort by|order by|ordering|sort field|sort column|order)$/
const DIRECTION = /^(?:direction|dir|sort (?:order|direction|dir)|order(?: direction)?|asc desc)$/

export function filteringOf(operation: Operation, record: ObjectShape): Filtering {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name)
  const free = names.filter((name) => fieldOf(record, name) === undefined)
  const sort = free.find((name) => SORT.test(words(name).join(' ')))
  const direction = free.find((name) => name !== sort && DIRECTION.test(words(name).join(' ')))
  const fields = names.filter((name) => !free.includes(name))
  return { fields, record, ...(sort ? { sort } : {}), ...(direction ? { direction } : {}) }
}

/** A value that means no choice. */
const ANYTHING = new Set<Json>(['all', 'any', '*', ''])

export function conditionsOf({ fields }: Filtering, query: Values): Condition[] {
  return fields.flatMap((field) => {
    const value = query[field]
    return value === undefined || typeof value === 'object' || ANYTHING.has(value) ? [] : [{ field, equals: value }]
  })
}

/** `sort=name`, `sort=-name`, `sort=name:desc`, `sort=name&order=desc`; a field that records do not have sorts nothing. */
export function sortOf({ sort, direction, record }: Filtering, query: Values): Pick<Query, 'sort'> {
  const value = sort === undefined ? undefined : query[sort]
  if (typeof value !== 'string') return {}
  const [, minus, field = '', suffix] = /^([-+]?)([^:. ]*)(?:[:. ](.*))?$/.exec(value) ?? []
  if (fieldOf(record, field) === undefined) return {}
  const order = suffix ?? (direction === undefined ? undefined : query[direction])
  return { sort: { field, descending: minus === '-' || /^(?:desc|descending|-1)$/i.test(String(order)) } }
}
