/** Where the rows of a unit's tables belong: path, query, header, body or answer. */
import type { Span } from '../../finding.ts'
import type { Method, Parameter } from '../../model/contract.ts'
import { placeholders } from '../../model/names.ts'
import { remembered } from '../../model/remember.ts'
import type { Json, Shape } from '../../model/shape.ts'
import type { Row, Rows } from '../conventions/index.ts'
import { fieldFrom } from '../values/field.ts'
import type { Role } from '../headings.ts'
import type { QueryItem } from '../requests/url.ts'

export type Placed = {
  readonly parameters: readonly Parameter[]
  readonly body: readonly Row[]
  readonly response: readonly Row[]
  /** Rows of a path table that the path has no placeholder for. */
  readonly unplaced: readonly Row[]
}
export type Called = {
  readonly method: Method
  readonly path: string
  readonly query: readonly QueryItem[]
  /** Placeholders in the host, which rows may describe. */
  readonly host: readonly string[]
  /** Names that the page's own request bodies show. */
  readonly sent: ReadonlySet<string>
  /** Those inside of these, at any depth. */
  readonly inside: ReadonlySet<string>
  /** Names at every depth of the answers that are shown. */
  readonly answered: ReadonlySet<string>
  /** Of the request line, for what only the line says. */
  readonly span: Span
}

type Destination = 'path' | 'query' | 'header' | 'body' | 'response' | 'unplaced' | 'nowhere'

const STRING: Shape = { kind: 'string' }
/** Headers that belong to HTTP or to the credentials, not to one operation. */
const COMMON_HEADER = /^(?:authorization|content-type|accept|content-length|host|user-agent)$/i

/** Places every row of the unit's tables. */
export function place(tables: readonly Rows[], called: Called): Placed {
  const names = placeholders(called.path)
  const rows = tables.flatMap((table) => {
    const role = tellsAnswer(table, called) ? 'response' : table.role
    return table.rows.map((row) => ({ row, role }))
  })
  const named = rows.map(({ row, role }) => ({ row, role, placeholder: names.find((name) => same(name, row.name)) }))
  // Beside a table of parameters, a table of fields speaks of the body only if the body shows one of them.
  const speaks = named.some(({ row, role }) => role === 'fields' && called.inside.has(row.name))
  const beside = called.sent.size > 0 && named.some(({ role }) => role === 'parameters') && !speaks
  const hasBody = beside || named.some(({ role }) => role === 'body')
  const inBody = new Set(named.filter(({ role }) => role === 'body').map(({ row }) => row.name))
  const to: Record<Destination, Row[]> = {
    path: [],
    query: [],
    header: [],
    body: [],
    response: [],
    unplaced: [],
    nowhere: [],
  }
  for (const one of named) to[destination(one, called, { hasBody, inBody })].push(one.row)
  const path = pathParameters(names, to.path, to.unplaced, called.span)
  const query = [...to.query, ...path.left.filter((row) => !to.unplaced.includes(row))]
  return {
    parameters: [
      ...path.parameters,
      ...listed(query, 'query'),
      ...inUrl(called, query),
      ...listed(to.header.filter(own), 'header'),
    ],
    body: to.body,
    response: to.response,
    unplaced: to.unplaced.filter((row) => path.left.includes(row)),
  }
}

/** A table without a heading that has the names of the answer, and none of what is asked, explains the answer. */
function tellsAnswer({ role, rows }: Rows, { method, path, query, answered }: Called): boolean {
  if (role !== undefined || !bodiless(method) || rows.length < 2) return false
  const asked = new Set([...placeholders(path), ...query.map((item) => item.name)])
  const marked = rows.some((row) => asked.has(row.name) || row.in !== undefined || row.required === true)
  return !marked && rows.filter((row) => answered.has(row.name)).length * 3 >= rows.length * 2
}

function own(row: Row): boolean {
  return !COMMON_HEADER.test(row.name)
}

/** Whether the unit has a body of its own, and the names that a table of it documents. */
type Beside = { readonly hasBody: boolean; readonly inBody: ReadonlySet<string> }
type Named = { row: Row; role: Role | undefined; placeholder: string | undefined }

function destination({ row, role, placeholder }: Named, called: Called, { hasBody, inBody }: Beside): Destination {
  if (row.in !== undefined) return row.in === 'path' && placeholder === undefined ? 'unplaced' : row.in
  if (role === 'response') return 'response'
  if (called.host.some((name) => same(name, row.name))) return 'nowhere'
  if (inQuery(row)) return 'query'
  if (role === 'errors' || role === 'example' || role === 'note') return 'nowhere'
  if (role === 'header') return 'header'
  if (role === 'body' && (called.method === 'DELETE' || !bodiless(called.method))) return 'body'
  if (role === 'body') return placeholder === undefined ? 'query' : 'path'
  if (placeholder !== undefined) return role === 'fields' && !bodiless(called.method) ? 'body' : 'path'
  if (role === 'path') return 'unplaced'
  if (role === 'url') return called.sent.has(row.name) ? 'body' : 'path'
  // A name that is sent stands under the wrong heading, unless there is a table for what is sent.
  if (role === 'query')
    return called.sent.has(row.name) && !inBody.has(row.name) && !bodiless(called.method) ? 'body' : 'query'
  if (role === 'filter') return called.sent.size > 0 && !bodiless(called.method) ? 'nowhere' : 'query'
  if (role === 'fields') return fields(row, called.method, hasBody)
  return bodiless(called.method) ? 'query' : 'body'
}

/** A description that shows the name in use: "`?include=owner`", "`?fields[kittens]=name`". */
function inQuery({ name, description }: Row): boolean {
  const plainName = name.replace(/\[.*$/, '')
  return ['=', '['].some((mark) => description?.includes(`?${plainName}${mark}`) === true)
}

function fields(row: Row, method: Method, hasBody: boolean): Destination {
  if (!bodiless(method)) return hasBody ? 'response' : 'body'
  return row.required === undefined && row.default === undefined ? 'response' : 'query'
}

function bodiless(method: Method): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'DELETE' || method === 'OPTIONS'
}

/** A parameter for each placeholder. A single row left over describes the single placeholder left over. */
function pathParameters(
  names: readonly string[],
  rows: readonly Row[],
  unplaced: readonly Row[],
  line: Span,
): { parameters: Parameter[]; left: Row[] } {
  const found = new Map(names.map((name) => [name, rows.find((row) => same(name, row.name))]))
  const used = new Set(found.values())
  const left = [...rows, ...unplaced].filter((row) => !used.has(row) && !names.some((name) => same(name, row.name)))
  const bare = names.filter((name) => found.get(name) === undefined)
  const [renamed, name] = [left[0], bare[0]]
  if (left.length === 1 && bare.length === 1 && renamed !== undefined && name !== undefined) found.set(name, left.pop())
  const parameters = names.map((one) => pathParameter(one, found.get(one), line))
  return { parameters, left }
}

function pathParameter(name: string, row: Row | undefined, line: Span): Parameter {
  const span = row?.span ?? line
  if (row === undefined) return { name, shape: STRING, required: true, in: 'path', span }
  const { default: _, ...field } = fieldFrom({ ...row, name }, row.shape ?? STRING, true)
  return { ...field, in: 'path', span }
}

function listed(rows: readonly Row[], where: 'query' | 'header'): Parameter[] {
  const first = new Map<string, Row>()
  for (const row of rows) if (!first.has(row.name)) first.set(row.name, row)
  return [...first.values()].map((row) => {
    return { ...fieldFrom(row, row.shape ?? STRING, row.required ?? false), in: where, span: row.span }
  })
}

/** Names in the query of the request line that no table describes. */
function inUrl({ query, span }: Called, rows: readonly Row[]): Parameter[] {
  const described = new Set(rows.map((row) => row.name))
  const left = query.filter(
    (item, at) => !described.has(item.name) && query.findIndex((other) => other.name === item.name) === at,
  )
  return left.map(({ name }) => ({ name, shape: STRING, required: false, in: 'query', span }))
}

/** `userId`, `user_id`, `:user-id` and `USER ID` are one name. */
export function same(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

const plain = remembered((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''), 5000)

/** The names of an example body, for telling body tables that carry another heading. */
export function sentNames(bodies: readonly (Json | undefined)[]): ReadonlySet<string> {
  return new Set(
    bodies.flatMap((body) =>
      typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [],
    ),
  )
}

/** The names at every depth of the example bodies. */
export function namesInside(bodies: readonly (Json | undefined)[]): ReadonlySet<string> {
  const found = new Set<string>()
  const open: (Json | undefined)[] = [...bodies]
  for (let body = open.pop(); body !== undefined || open.length > 0; body = open.pop()) {
    if (typeof body !== 'object' || body === null) continue
    if (!Array.isArray(body)) for (const name of Object.keys(body)) found.add(name)
    for (const inner of Object.values(body)) open.push(inner)
  }
  return found
}
