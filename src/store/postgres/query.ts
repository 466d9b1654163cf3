/** Queries as SQL. Names of fields and values go in as parameters, never as text. */
import type { Condition, Query } from '../store.ts'
import { escaped } from '../escape.ts'

/** A statement that grows part by part; its first parameter is the collection. */
export type Sql = { readonly text: string; readonly values: readonly unknown[] }

/** What the fields of a record are looked up in. */
const FIELDS = 'coalesce(fields, text::jsonb)'

export function countSql(collection: string, where: readonly Condition[]): Sql {
  const values: unknown[] = [collection]
  return { text: `SELECT count(*) AS count FROM kittn_records WHERE collection = $1${whereSql(where, values)}`, values }
}

export function listSql(collection: string, { where = [], sort, limit, offset }: Query): Sql {
  const values: unknown[] = [collection]
  const condition = whereSql(where, values)
  const order = orderOf(sort, values)
  const text = `SELECT key, long_id, text FROM kittn_records WHERE collection = $1${condition}
    ORDER BY ${order} LIMIT ${add(values, limit ?? null)} OFFSET ${add(values, offset ?? 0)}`
  return { text, values }
}

/** Where the record with this key stands in the list, counted from 1; no row, or 0, if it is not among them. */
export function positionSql(collection: string, key: string, { where = [], sort }: Pick<Query, 'where' | 'sort'>): Sql {
  const values: unknown[] = [collection, key]
  if (sort === undefined && where.length === 0) {
    const known = 'SELECT seq FROM kittn_records WHERE collection = $1 AND key = $2'
    const text = `SELECT count(*) AS position FROM kittn_records WHERE collection = $1 AND seq <= (${known})`
    return { text, values }
  }
  const condition = whereSql(where, values)
  const text = `SELECT position FROM (SELECT key, row_number() OVER (ORDER BY ${orderOf(sort, values)}) AS position
    FROM kittn_records WHERE collection = $1${condition}) AS listed WHERE key = $2`
  return { text, values }
}

function orderOf(sort: Query['sort'], values: unknown[]): string {
  return sort === undefined ? 'seq' : `${orderSql(add(values, escaped(sort.field)), sort.descending)}, seq`
}

function add(values: unknown[], value: unknown): string {
  values.push(value)
  return `$${values.length}`
}

function whereSql(where: readonly Condition[], values: unknown[]): string {
  return where.map((condition) => ` AND ${conditionSql(condition, values)}`).join('')
}

function conditionSql({ field, equals, orMissing }: Condition, values: unknown[]): string {
  const found = `(${FIELDS} -> ${add(values, escaped(field))}::text)`
  const value = JSON.stringify(typeof equals === 'string' ? escaped(equals) : equals)
  const equal = `${found} = ${add(values, value)}::jsonb`
  return orMissing === true ? `(${equal} OR ${found} IS NULL)` : `(${equal})`
}

/** As SQLite sorts: nothing and null, then numbers with truth values as 0 and 1, then texts by their bytes. */
function orderSql(field: string, descending: boolean): string {
  const value = `(${FIELDS} -> ${field}::text)`
  const kind = `jsonb_typeof(${value})`
  const parts = [
    `CASE coalesce(${kind}, 'null') WHEN 'null' THEN 0 WHEN 'number' THEN 1 WHEN 'boolean' THEN 1 ELSE 2 END`,
    `CASE ${kind} WHEN 'number' THEN ${value}::numeric WHEN 'boolean' THEN ${value}::boolean::int::numeric ELSE 0 END`,
    `CASE WHEN ${kind} IN ('string', 'array', 'object') THEN ${value} #>> '{}' ELSE '' END COLLATE "C"`,
  ]
  return parts.map((part) => `${part} ${descending ? 'DESC' : 'ASC'}`).join(', ')
}
