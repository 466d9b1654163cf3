/** Parameter tables: any column order, any of the usual columns, in the languages of Slate pages. */
import { columnsOf, type Column } from '../../model/columns.ts'
import { requiredCell } from '../../model/need.ts'
import type { Cell, Table } from '../../model/page.ts'
import type { Role } from '../headings.ts'
import type { Part } from '../units.ts'
import { documented, type Cells } from '../values/field.ts'
import { typeOf } from '../values/types.ts'
import type { Convention, Place, Row, Rows } from './convention.ts'
import { completed, fieldAt, roleAt } from './row-role.ts'

export const parameterTable: Convention = (unit) =>
  unit.parts.flatMap((part) =>
    part.blocks.flatMap((block, index) => (block.kind === 'table' ? inTable(block, part, index) : [])),
  )

function inTable(table: Table, part: Part, index: number): Rows[] {
  const said = roleAt(part, index)
  const columns = named(table, said)
  if (columns === undefined || said === 'errors') return []
  const role = roleOfHead(table.head[columns.indexOf('name')], said)
  const rows = indented(
    table.rows.flatMap((cells) => row(cells, columns)),
    table,
    columns.indexOf('name'),
  )
  if (rows.length === 0) return []
  return [{ kind: 'rows', role, under: fieldAt(part, index), rows: completed(rows, part), span: table.span }]
}

/** A table without heads whose first cells are marked names, with a type or what is required beside them. */
function isBare({ head, rows }: Table): boolean {
  const bare = head.length > 1 && head.every(({ text }) => text.trim() === '') && rows.length > 0
  return bare && rows.every(([name]) => MARKED.test(name?.html ?? '') && isTyped(name?.text ?? ''))
}

const MARKED = /^\s*<(strong|code|b)>[\w.[\]-]+<\/\1>/

function isTyped(text: string): boolean {
  const [, ...others] = text.trim().split(/[\s,()]+/)
  return others.some((word) => typeOf(word) !== undefined || requiredCell(word) !== undefined)
}

/** "Query param", "Body field": the head of the names says the place where no heading does. */
function roleOfHead(head: Cell | undefined, said: Role | undefined): Role | undefined {
  if (said !== undefined && said !== 'request' && said !== 'parameters') return said
  const place = /^\W*(?:request |url )?(query|path|body|form)\s?(?:string)? (?!name)\w+\W*$/i
    .exec(head?.text ?? '')?.[1]
    ?.toLowerCase()
  if (place === 'form') return 'body'
  return place === 'query' || place === 'path' || place === 'body' ? place : said
}

/** The columns of a parameter table; undefined for others. Under a heading that promises one, the first names. */
function named(table: Table, role: Role | undefined): readonly (Column | undefined)[] | undefined {
  const columns = columnsOf(table)
  if (columns.includes('name')) return columns.includes('code') && columns[0] === 'code' ? undefined : columns
  if (columns[0] === 'code') return undefined
  if (isBare(table)) return ['name', 'description', ...columns.slice(2)]
  const promised = role !== undefined && !['request', 'example', 'note', 'errors'].includes(role)
  const rest = columns.slice(1).some((column) => column === 'type' || column === 'required' || column === 'description')
  return (promised || columns.includes('type') || columns.includes('required')) && rest
    ? ['name', ...columns.slice(1)]
    : undefined
}

/** Rows marked as inside the row before them (`> city`, `» city`, `└ city`) get its name before theirs, but for a row that is the whole body. */
function indented(rows: readonly Row[], table: Table, at: number): readonly Row[] {
  const depths = new Map(
    table.rows.map((cells) => [
      cells[at]?.span,
      /^[\s>»└├─→]*/.exec(cells[at]?.text ?? '')?.[0].replaceAll(/[\s├└]/g, '').length ?? 0,
    ]),
  )
  const depthOf = (one: Row | undefined): number => (one && depths.get(one.span)) ?? 0
  const path: { depth: number; names: readonly string[] }[] = []
  return rows.flatMap((one, index) => {
    const depth = depthOf(one)
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= depth) path.pop()
    const whole = depth === 0 && isBody(one) && depthOf(rows[index + 1]) > 0
    path.push({ depth, names: whole ? [] : [one.name] })
    const name = path.flatMap((open) => open.names).join('.')
    return whole ? [] : name === one.name ? [one] : [{ ...one, name }]
  })
}

/** `body | body | Kitten`: what generators call all that is sent. */
function isBody({ name, in: place }: Row): boolean {
  return place === 'body' && /^body$/i.test(name)
}

function row(cells: readonly Cell[], columns: readonly (Column | undefined)[]): Row[] {
  const at = (column: Column): Cell | undefined => cells[columns.indexOf(column)]
  const name = at('name')
  if (name === undefined || cells.every((cell) => cell === name || cell.text.trim() === '')) return []
  const description = at('description') ?? lastOf(cells, columns)
  const read: Cells = {
    name,
    type: at('type'),
    required: at('required'),
    optional: at('optional'),
    default: at('default'),
    values: at('values'),
    description,
  }
  const found = documented(read)
  return found === undefined
    ? []
    : [{ ...found, in: placeOf(at('in')?.text) ?? placeInType(at('type')?.text), span: name.span }]
}

/** Without a description column the last unnamed one serves. */
function lastOf(cells: readonly Cell[], columns: readonly (Column | undefined)[]): Cell | undefined {
  const at = columns.lastIndexOf(undefined)
  return at > 0 ? cells[at] : undefined
}

function placeOf(text: string | undefined): Place | undefined {
  const word = text?.trim().toLowerCase() ?? ''
  if (/^(?:path|url|uri|route)/.test(word)) return 'path'
  if (word.startsWith('query')) return 'query'
  if (word.startsWith('header')) return 'header'
  return /^(?:body|form|json|payload)/.test(word) ? 'body' : undefined
}

/** "URI Parameter" in a column of types tells the place. */
function placeInType(text: string | undefined): Place | undefined {
  const kind = /^(path|ur[il]|query|header|body) param/i.exec(text?.trim() ?? '')?.[1]
  return placeOf(kind)
}
