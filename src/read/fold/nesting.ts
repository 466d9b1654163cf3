/** Rows that stand in a table of their own and yet describe what is inside a field: of `items`, of the answer's `owner`. */
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { Row, Rows } from '../conventions/index.ts'

/** What comes back is no part of what is sent. */
const ERRORS = /err/i
/** What an example is looked into, at most. */
const DEEPEST = 2
const MOST_ITEMS = 20

/**
 * The rows of a body with the names of the fields that they are inside of. The words over a table say which field that is,
 * else the examples do: a name that they show in one place only, and not outside. Rows that all belong inside stay as they
 * are: then the body has an envelope.
 */
export function nested(
  rows: readonly Row[],
  tables: readonly Rows[],
  examples: readonly (Json | undefined)[],
): readonly Row[] {
  const shown = placesIn(examples)
  return renamed(rows, tables, shown, (row, own) => {
    if (shown.outside.has(outermost(row))) return ''
    return inside(row, shown) ?? majority(own, shown)
  })
}

/** The rows of an answer, inside a field where the words over their table say so. */
export function underFields(
  rows: readonly Row[],
  tables: readonly Rows[],
  examples: readonly (Json | undefined)[],
): readonly Row[] {
  return renamed(rows, tables, placesIn(examples), () => '')
}

type Prefix = (row: Row, own: readonly Row[]) => string

function renamed(rows: readonly Row[], tables: readonly Rows[], shown: Places, prefixOf: Prefix): readonly Row[] {
  const names = new Set([...shown.outside, ...rows.map((row) => row.name)])
  const all = new Set(rows)
  const prefixes = new Map<Row, string>()
  for (const { rows: listed, under } of tables) {
    const own = listed.filter((row) => all.has(row))
    const said = under !== undefined && names.has(under) && !own.some((row) => row.name === under) ? under : undefined
    for (const row of own) {
      const prefix = said ?? prefixOf(row, own)
      if (prefix !== '') prefixes.set(row, prefix)
    }
  }
  if (prefixes.size === rows.length && new Set(prefixes.values()).size === 1) return rows
  return rows.map((row) => (prefixes.has(row) ? { ...row, name: `${prefixes.get(row) ?? ''}.${row.name}` } : row))
}

type Places = { readonly outside: ReadonlySet<string>; readonly inside: ReadonlyMap<string, ReadonlySet<string>> }

/** The one field that has this name inside, as the examples show it. */
function inside(row: Row, shown: Places): string | undefined {
  const [prefix, ...others] = shown.inside.get(outermost(row)) ?? []
  return others.length === 0 ? prefix : undefined
}

/** `owner` of `owner.name`, `owner[name]` and `owner`. */
function outermost({ name }: Row): string {
  return /^[^.[/]+/.exec(name)?.[0] ?? name
}

/** A row that no example shows goes with most of its table. */
function majority(rows: readonly Row[], shown: Places): string {
  const known = rows.flatMap((row) => (shown.outside.has(outermost(row)) ? [''] : (inside(row, shown) ?? [])))
  const [most] = [...Map.groupBy(known, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length)
  return most !== undefined && most[1].length * 2 > known.length ? most[0] : ''
}

/** The names at the top of the examples, and of all below them the fields that they stand in. */
function placesIn(examples: readonly (Json | undefined)[]): Places {
  const outside = new Set<string>()
  const inner = new Map<string, Set<string>>()
  const look = (value: Json | undefined, path: string, depth: number): void => {
    if (depth > DEEPEST) return
    if (Array.isArray(value))
      return value.slice(0, MOST_ITEMS).forEach((item: Json) => look(item, path && `${path}[]`, depth))
    if (!isRecord(value)) return
    for (const [name, field] of Object.entries(value)) {
      if (path === '') outside.add(name)
      else if (ERRORS.test(path)) continue
      else inner.set(name, (inner.get(name) ?? new Set()).add(path))
      look(field, path === '' ? name : `${path}.${name}`, depth + 1)
    }
  }
  for (const example of examples) look(example, '', 0)
  return { outside, inside: inner }
}
