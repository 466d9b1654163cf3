/** Which of a list's parameters choose and order records: those that its filters are, and those called `sort` or `order`. */
import type { Operation } from '../../model/contract.ts'
import { filtersOf, type Filter } from '../../model/filters.ts'
import { words } from '../../model/names.ts'
import type { Paging } from '../../model/paging.ts'
import { fieldOf } from '../../model/pattern.ts'
import type { ObjectShape } from '../../model/shape.ts'
import type { Condition, Query } from '../../store/index.ts'
import type { Values } from '../validate.ts'
import { conditionOf } from './condition.ts'

export type Filtering = {
  readonly filters: readonly Filter[]
  readonly sort?: string
  readonly direction?: string
  readonly record: ObjectShape
}

const SORT = /^(?:sort|sort by|order by|ordering|sort field|sort column|order)$/
const DIRECTION = /^(?:direction|dir|sort (?:order|direction|dir)|order(?: direction)?|asc desc)$/

export function filteringOf(operation: Operation, record: ObjectShape, paging: Paging | undefined): Filtering {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name)
  const free = names.filter((name) => fieldOf(record, name) === undefined)
  const sort = free.find((name) => SORT.test(words(name).join(' ')))
  const direction = free.find((name) => name !== sort && DIRECTION.test(words(name).join(' ')))
  const pages = paging === undefined ? [] : [paging.size.name, paging.by.kind === 'none' ? undefined : paging.by.name]
  const filters = filtersOf(operation, record, [sort, direction, ...pages])
  return { filters, record, ...(sort ? { sort } : {}), ...(direction ? { direction } : {}) }
}

/** Undefined and what means no choice choose nothing. */
export function conditionsOf({ filters, record }: Filtering, query: Values): Condition[] {
  return filters.flatMap((filter) => {
    const value = query[filter.name]
    return value === undefined ? [] : (conditionOf(filter, value, record) ?? [])
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
