/** A section on pagination speaks for all lists: they take the parameters that it describes. */
import type { Operation, PagingHeaders, Parameter } from '../../model/contract.ts'
import { answerOf } from '../../model/sight.ts'
import { pagingOf, pagingRole } from '../../model/paging.ts'
import { listPlace } from '../../model/places.ts'
import { literals } from '../../model/pairs.ts'
import { fieldFrom } from '../values/field.ts'
import { isPaging } from '../conventions/index.ts'
import type { Gathered } from './gather.ts'

/** The operations with what such a section adds to lists that say nothing of their pages themselves. */
export function withPaging(operations: readonly Operation[], gathered: readonly Gathered[]): Operation[] {
  const [common, headers] = [commonOf(gathered), headersOf(gathered)]
  if (common.length === 0 && headers === undefined) return [...operations]
  return operations.map((operation) => {
    if (operation.method !== 'GET' || !isList(operation)) return operation
    const parameters = pagingOf(operation) === undefined ? [...operation.parameters, ...common] : operation.parameters
    const paged = { ...operation, parameters }
    return headers === undefined || pagingOf(paged) === undefined ? paged : { ...paged, pagingHeaders: headers }
  })
}

function isList(operation: Operation): boolean {
  const word = literals(operation.path).at(-1) ?? ''
  return !operation.path.endsWith('}') && listPlace(answerOf(operation), word) !== undefined
}

function commonOf(gathered: readonly Gathered[]): Parameter[] {
  const about = gathered.filter(({ unit, requests }) => isPaging(unit) && !requests.some(({ from }) => from === 'line'))
  const rows = about.flatMap(({ found }) => found.flatMap((one) => (one.kind === 'rows' ? one.rows : [])))
  // What comes second with the same role is a field of the answer: `per_page` is asked, `page_size` is told.
  const roles = Map.groupBy(rows, ({ name }) => pagingRole(name))
  const first = [...roles].flatMap(([role, all]) => (role === undefined ? [] : all.slice(0, 1)))
  if (first.length === 0) return toldOf(about)
  return first.map((row) => ({
    ...fieldFrom(row, row.shape ?? { kind: 'string' }, false),
    in: 'query',
    span: row.span,
  }))
}

/** Parameters that only prose names: `page` and `per_page`, of which one has to choose the page. */
function toldOf(about: readonly Gathered[]): Parameter[] {
  const told = about.flatMap(({ found }) => found.flatMap((one) => (one.kind === 'paging' ? [one] : [])))
  const all = told.flatMap(({ parameters, span }) => parameters.map((one) => ({ ...one, span })))
  const roles = Map.groupBy(all, ({ name }) => pagingRole(name))
  const first = [...roles.values()].flatMap((group) => group.slice(0, 1))
  if (!first.some(({ name }) => pagingRole(name) !== 'size')) return []
  return first.map(({ name, description, span }) => ({ ...proseParameter(name, description), in: 'query', span }))
}

function proseParameter(name: string, text: string): Omit<Parameter, 'in' | 'span'> {
  const role = pagingRole(name)
  const number = role === 'page' || role === 'size' || role === 'offset'
  const usual = role === 'size' ? /\bdefaults?\b\D{0,40}?(\d+)|\b(\d+)[^.\d]{0,40}\bby default\b/i.exec(text) : null
  const value = usual === null ? undefined : Number(usual[1] ?? usual[2])
  return {
    name,
    shape: number ? { kind: 'integer' } : { kind: 'string' },
    required: false,
    description: text,
    ...(value === undefined ? {} : { default: value }),
  }
}

function headersOf(gathered: readonly Gathered[]): PagingHeaders | undefined {
  return gathered
    .flatMap(({ found }) => found.flatMap((one) => (one.kind === 'paging' ? [one.headers] : [])))
    .find((one) => one !== undefined)
}
