/** Queries as SQL. Names of fields and values go in as parameters, never as text. */
import type { Bound, Condition, Equal, Place, Query, Scalar } from '../store.ts'
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

function conditionSql(condition: Condition, values: unknown[]): string {
  if ('equals' in condition) return fieldSql(condition, values)
  if ('than' in condition) return boundSql(condition, values)
  const parts =
    'among' in condition
      ? condition.among.map((value) => amongSql(condition.at, value, values))
      : condition.within.map((at) => withinSql(at, condition.text, values))
  return `(${parts.join(' OR ')})`
}

function fieldSql({ field, equals, orMissing }: Equal, values: unknown[]): string {
  const found = `(${FIELDS} -> ${add(values, escaped(field))}::text)`
  const equal = `${found} = ${addJson(values, equals)}`
  return orMissing === true ? `(${equal} OR ${found} IS NULL)` : `(${equal})`
}

/** A list contains its values in jsonb's sense, too; an object contains no value that is none. */
function amongSql(at: Place, value: Scalar, values: unknown[]): string {
  return `${placeSql(at, values)} @> ${addJson(values, value)}`
}

/** Only a CASE keeps PostgreSQL from taking as a number what is none. */
function boundSql({ at, is, than }: Bound, values: unknown[]): string {
  const found = placeSql(at, values)
  const text = `(${found} #>> '{}')`
  return typeof than === 'number'
    ? `CASE WHEN jsonb_typeof(${found}) = 'number' THEN ${text}::numeric ${is} ${add(values, than)}::numeric ELSE false END`
    : `(jsonb_typeof(${found}) = 'string' AND ${text} COLLATE "C" ${is} ${add(values, escaped(than))}::text)`
}

function withinSql(at: Place, text: string, values: unknown[]): string {
  return `position(lower(${add(values, escaped(text))}::text) IN lower(${placeSql(at, values)} #>> '{}')) > 0`
}

function placeSql(at: Place, values: unknown[]): string {
  return `(${FIELDS} #> ${add(values, at.map(escaped))}::text[])`
}

function addJson(values: unknown[], value: Scalar): string {
  return `${add(values, JSON.stringify(typeof value === 'string' ? escaped(value) : value))}::jsonb`
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
