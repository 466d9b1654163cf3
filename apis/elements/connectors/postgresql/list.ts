/** The two statements of a list: one page of it, and how many match. */
import { sqlOf } from '../../ceql/sql.ts'
import { OBJECTS, type Wanted } from '../crm.ts'
import type { Table } from './table.ts'

type Statement = [text: string, values: string[]]

/** Texts are compared by their bytes, as everywhere else. */
const BYTES = 'collate "C"'

export function listSql(
  table: Table,
  { where, order, after, skip, limit }: Wanted,
): { page: Statement; count: Statement } {
  const values: string[] = []
  const bind = (value: string): string => `$${values.push(value)}::text`
  const condition = where === undefined ? 'true' : sqlOf(where, textColumns(table), bind)
  const count: Statement = [`select count(*) from ${table.name} where ${condition}`, [...values]]
  const [value, id] = [`coalesce(${textColumns(table)[order.field]}, '') ${BYTES}`, `id::text ${BYTES}`]
  const [beyond, way] = order.descending ? ['<', 'desc'] : ['>', 'asc']
  const rest = after === undefined ? 'true' : `(${value}, ${id}) ${beyond} (${bind(after.value)}, ${bind(after.id)})`
  const sorted = `order by ${value} ${way}, ${id} ${way} limit ${limit + 1} offset ${skip}`
  return { page: [`select ${table.select} from ${table.name} where ${condition} and ${rest} ${sorted}`, values], count }
}

/** Fields that the table has no column for are absent in all its records. */
function textColumns({ columns }: Table): Readonly<Record<string, string>> {
  const fields = new Set(['id', ...Object.values(OBJECTS).flat()])
  return Object.fromEntries(
    [...fields].map((field) => {
      const column = columns.get(field)
      return [field, column === undefined ? 'null::text' : `${column}::text ${BYTES}`]
    }),
  )
}
