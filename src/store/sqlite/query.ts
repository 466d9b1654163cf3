/**
 * Queries as SQL. Names of fields and values go in as parameters, never as text. `+?` is the same value as `?`, but one that
 * SQLite does not look at when it plans: else it plans anew each time the value is another one (steady.ts).
 */
import type { Bound, Condition, Equal, Place, Query, Scalar } from '../store.ts'

export type Sql = { readonly sql: string; readonly values: readonly unknown[] }

/** The conditions behind `WHERE collection = ?`, each with its `AND`. */
export function whereSql(where: readonly Condition[]): Sql {
  const parts = where.map(conditionSql)
  return { sql: parts.map((part) => ` AND ${part.sql}`).join(''), values: parts.flatMap((part) => part.values) }
}

/** The whole statement; its first parameter, which `values` lacks, is the collection. */
export function listSql({ where = [], sort, limit, offset }: Query): Sql {
  const [condition, order] = [whereSql(where), orderSql(sort)]
  return {
    sql: `SELECT id, text FROM kittn_records WHERE collection = +?${condition.sql} ORDER BY ${order.sql} LIMIT +? OFFSET +?`,
    values: [...condition.values, ...order.values, limit ?? -1, offset ?? 0],
  }
}

/** Where the record with this id stands in the list, counted from 1; no row, or 0, if it is not among them. */
export function positionSql(collection: string, id: string, { where = [], sort }: Pick<Query, 'where' | 'sort'>): Sql {
  if (sort === undefined && where.length === 0) {
    const known = 'SELECT seq FROM kittn_records WHERE collection = ? AND id = ?'
    return {
      sql: `SELECT count(*) AS position FROM kittn_records WHERE collection = ? AND seq <= (${known})`,
      values: [collection, collection, id],
    }
  }
  const [condition, order] = [whereSql(where), orderSql(sort)]
  return {
    sql: `SELECT position FROM (SELECT id, row_number() OVER (ORDER BY ${order.sql}) AS position
      FROM kittn_records WHERE collection = +?${condition.sql}) WHERE id = +?`,
    values: [...order.values, collection, ...condition.values, id],
  }
}

function orderSql(sort: Query['sort']): Sql {
  if (sort === undefined) return { sql: 'seq', values: [] }
  return { sql: `json_extract(text, ?) ${sort.descending ? 'DESC' : 'ASC'}, seq`, values: [jsonPath(sort.field)] }
}

function conditionSql(condition: Condition): Sql {
  if ('equals' in condition) return fieldSql(condition)
  if ('among' in condition) return anyOf(condition.among.map((value) => amongSql(condition.at, value)))
  if ('than' in condition) return boundSql(condition)
  return anyOf(condition.within.map((at) => withinSql(at, condition.text)))
}

function withinSql(at: Place, text: string): Sql {
  return { sql: 'instr(kittn_small(json_extract(text, ?)), ?)', values: [jsonPath(...at), small(text)] }
}

/** In small letters of any script; `kittn_small` in SQL, whose own `lower` knows only ASCII. */
export function small(text: string): string {
  return text.toLowerCase()
}

function anyOf(parts: readonly Sql[]): Sql {
  return { sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`, values: parts.flatMap(({ values }) => values) }
}

/** Of one value json_each makes one row, and of a list one for each of its values; of an object, too, which has none. */
function amongSql(at: Place, value: Scalar): Sql {
  const path = jsonPath(...at)
  const isThere = (test: string): string =>
    `(json_type(text, ?) <> 'object' AND EXISTS (SELECT 1 FROM json_each(text, ?) WHERE ${test}))`
  return value === null || typeof value === 'boolean'
    ? { sql: isThere('type = +?'), values: [path, path, String(value)] }
    : { sql: isThere(`atom = +? AND type IN (${typesOf(value)})`), values: [path, path, value] }
}

function boundSql({ at, is, than }: Bound): Sql {
  const path = jsonPath(...at)
  return {
    sql: `(json_extract(text, ?) ${is} ? AND json_type(text, ?) IN (${typesOf(than)}))`,
    values: [path, than, path],
  }
}

/** JSON's true, false and null have no value of their own in SQL, so their type is compared. */
function fieldSql(condition: Equal): Sql {
  const { sql, values } = equalSql(condition)
  if (condition.orMissing !== true) return { sql, values }
  return { sql: `(${sql} OR json_type(text, ?) IS NULL)`, values: [...values, jsonPath(condition.field)] }
}

function equalSql({ field, equals }: Equal): Sql {
  const path = jsonPath(field)
  if (equals === null || typeof equals === 'boolean')
    return { sql: 'json_type(text, ?) = +?', values: [path, String(equals)] }
  return {
    sql: `(json_extract(text, ?) = +? AND json_type(text, ?) IN (${typesOf(equals)}))`,
    values: [path, equals, path],
  }
}

function typesOf(value: Scalar): string {
  return typeof value === 'string' ? `'text'` : `'integer', 'real'`
}

/** SQLite has no way to write a quotation mark in the label of a path; such a field is in no record. */
function jsonPath(...place: Place): string {
  return `$${place.map((field) => `."${field.replaceAll('"', '')}"`).join('')}`
}
