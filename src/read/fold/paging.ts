/** A section on pagination speaks for all lists: they take the parameters that it describes. */
import type { Operation, Parameter } from '../../model/contract.ts'
import { answerOf } from '../../model/sight.ts'
import { pagingOf, pagingRole } from '../../model/paging.ts'
import { listPlace } from '../../model/places.ts'
import { literals } from '../../model/pairs.ts'
import { fieldFrom } from '../values/field.ts'
import type { Gathered } from './gather.ts'

const HEADING = /pagina|\bpaging\b|分页|分頁|ページ(?:ング|ネーション)|페이지|страниц/i

/** The operations with what such a section adds to lists that say nothing of their pages themselves. */
export function withPaging(operations: readonly Operation[], gathered: readonly Gathered[]): Operation[] {
  const common = commonOf(gathered)
  if (common.length === 0) return [...operations]
  return operations.map((operation) => {
    if (operation.method !== 'GET' || pagingOf(operation) !== undefined || !isList(operation)) return operation
    return { ...operation, parameters: [...operation.parameters, ...common] }
  })
}

function isList(operation: Operation): boolean {
  const word = literals(operation.path).at(-1) ?? ''
  return !operation.path.endsWith('}') && listPlace(answerOf(operation), word) !== undefined
}

function commonOf(gathered: readonly Gathered[]): Parameter[] {
  const about = gathered.filter(
    ({ unit, requests }) => HEADING.test(unit.heading?.text ?? '') && !requests.some(({ from }) => from === 'line'),
  )
  const rows = about.flatMap(({ found }) => found.flatMap((one) => (one.kind === 'rows' ? one.rows : [])))
  // What comes second with the same role is a field of the answer: `per_page` is asked, `page_size` is told.
  const roles = Map.groupBy(rows, ({ name }) => pagingRole(name))
  const first = [...roles].flatMap(([role, all]) => (role === undefined ? [] : all.slice(0, 1)))
  return first.map((row) => ({
    ...fieldFrom(row, row.shape ?? { kind: 'string' }, false),
    in: 'query',
    span: row.span,
  }))
}
