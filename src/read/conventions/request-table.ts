/** A table of addresses: a row with `GET /x` in one cell, or the method in one and the path in another. */
import { METHODS } from '../../model/contract.ts'
import type { Cell, Table } from '../../model/page.ts'
import { statements, type Statement } from '../requests/statement.ts'
import type { Convention, Request } from './convention.ts'

const METHOD = new RegExp(`^(?:${METHODS.join('|')})$`)

export const requestTable: Convention = (unit) =>
  unit.parts.flatMap((part) => part.blocks.flatMap((block) => (block.kind === 'table' ? inTable(block) : [])))

function inTable(table: Table): Request[] {
  const rows = [table.head, ...table.rows]
    .map((row) => ({ row, found: inRow(row) }))
    .filter(({ found }) => found.length > 0)
  return rows.flatMap(({ row, found }) =>
    found.map(({ method, target }): Request => ({
      kind: 'request',
      method,
      target,
      from: 'index',
      span: row[0]?.span ?? table.span,
    })),
  )
}

function inRow(row: readonly Cell[]): Statement[] {
  const direct = row.slice(0, 3).flatMap((cell) => statements(cell.text))
  if (direct.length > 0) return direct
  const at = row.findIndex((cell) => METHOD.test(cell.text.trim()))
  if (at < 0) return []
  const beside = [row[at + 1], row[at - 1]].filter(
    (cell) => cell !== undefined && /^[^\s]*\/\S*$/.test(cell.text.trim()),
  )
  return beside.slice(0, 1).flatMap((cell) => statements(`${row[at]?.text.trim()} ${cell?.text.trim()}`))
}
