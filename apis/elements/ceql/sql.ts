/** Conditions as SQL of PostgreSQL: values go as parameters, and columns are those that the table is known to have. */
import type { Condition, Literal } from './condition.ts'

/** Takes a value and returns the placeholder that stands for it. */
export type Bind = (value: string) => string

/** The columns by field, as SQL: quoted and of text. */
export type Columns = Readonly<Record<string, string>>

export function sqlOf(condition: Condition, columns: Columns, bind: Bind): string {
  const sql = (inner: Condition): string => sqlOf(inner, columns, bind)
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${sql(condition.sides[0])} ${condition.kind} ${sql(condition.sides[1])})`
    case 'not':
      return `(not ${sql(condition.inner)})`
    case 'empty':
      return `(${columnOf(condition.field, columns)} is null)`
    case 'compare':
      return `(${columnOf(condition.field, columns)} ${condition.by} ${bind(textOf(condition.value))})`
    case 'like':
      return `(${columnOf(condition.field, columns)} like ${bind(condition.pattern)} escape '')`
    case 'in':
      return `(${columnOf(condition.field, columns)} in (${condition.values.map((value) => bind(textOf(value))).join(', ')}))`
  }
}

function columnOf(field: string, columns: Columns): string {
  const column = columns[field]
  if (column === undefined) throw new TypeError(`no column for ${field}`)
  return column
}

function textOf(value: Literal): string {
  return String(value)
}
