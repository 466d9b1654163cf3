/** Tables as HTML: those of fields as a list of them, all others as they are. */
import type { Cell, Table } from '../../model/page.ts'
import { balanced } from './balance.ts'
import { besideName, fieldTable, saysNothing, type FieldTable } from './fields.ts'
import { attributes, breakable, escape, type Attributes } from './html.ts'
import { nested, type Nested } from './nested.ts'
import type { Words } from './words/index.ts'

/** A table; `added` is what the contract says of each row, as HTML behind its name. */
export function table(one: Table, words: Words, added: readonly string[] = []): string {
  const kind = names(one.rows)
  const fields = fieldTable(one, kind !== undefined)
  const shown =
    kind === undefined && !fields
      ? one.rows
      : one.rows.map((cells) => cells.map((cell, at) => (at === 0 ? named(cell, fields !== undefined) : cell)))
  const rows = shown.map((cells, at) => withFact(cells, added[at]))
  if (fields) return fieldList(nestedRows(rows), { head: one.head, fields, words, total: rows.length })
  const body = rows.map((cells) => row('td', cells, one.align))
  const inner = `${top(one.head, one.align)}<tbody>${body.join('\n')}</tbody></table>`
  const { length } = one.head
  const around = { class: length >= COMPARED ? 'table wide' : 'table', tabindex: length >= WIDE ? '0' : undefined }
  return `<div${attributes(around)}><table${attributes({ class: kind })}>${inner}</div>`
}

/** From this many columns on a table is likely to scroll, so that the keyboard must reach it; scripts know better later. */
const WIDE = 4
/** From this many on its first column stays in sight while the others scroll. */
const COMPARED = 5

/** The class of a table whose first column holds names, with the room that they need: `names n16` for up to 16 characters. */
function names(rows: Table['rows']): string | undefined {
  const first = rows.map(([cell]) => cell?.text ?? '')
  if (first.length === 0 || !first.every((name) => NAME.test(name))) return undefined
  return `names n${Math.min(24, 4 * Math.ceil(Math.max(8, ...first.map(({ length }) => length)) / 4))}`
}

/** What the first column holds where a table lists parameters or fields. */
const NAME = /^(?=.*[A-Za-z_])(?![A-Z][a-z]+$)[\w$@.[\]<>{}:*-]+$/

/** Long names may break; what a field is in stands by itself before its own name. */
function named(cell: Cell, asField: boolean): Cell {
  const [, open = '', name, close = ''] = /^(<code>)?([^<>]*)(<\/code>)?$/.exec(cell.html) ?? []
  if (name === undefined) return cell
  const [, parents = '', own = name] = (asField && PATH.exec(name)) || []
  const above = parents === '' ? '' : `<span>${breakable(parents)}</span>`
  return { ...cell, html: open + above + breakable(own) + close }
}

/** `address.city` → `address.` and `city`. */
const PATH = /^([\w$[\]*-]+(?:\.[\w$[\]*-]+)*\.)([\w$[\]*-]+)$/

/** What the contract says of a field stands behind its name. */
function withFact(cells: readonly Cell[], fact = ''): readonly Cell[] {
  const [first, ...others] = cells
  return fact === '' || first === undefined ? cells : [{ ...first, html: balanced(first.html) + fact }, ...others]
}

/** A head cell without text heads nothing. */
function row(name: 'th' | 'td', cells: readonly Cell[], align: Table['align'], more: Attributes = {}): string {
  const one = (cell: Cell, at: number): string => {
    const element = isEmpty(cell) ? 'td' : name
    return `<${element}${attributes({ 'data-align': align[at], ...more })}>${balanced(cell.html)}</${element}>`
  }
  return `<tr>${cells.map(one).join('')}</tr>`
}

function top(head: Table['head'], align: Table['align'], more: Attributes = {}): string {
  return `<thead${attributes({ hidden: head.every(isEmpty) })}>${row('th', head, align, more)}</thead>`
}

type Row = readonly Cell[]
type Around = {
  readonly head: Table['head']
  readonly fields: FieldTable
  readonly words: Words
  /** How many rows the whole table has. */
  readonly total: number
}

const nestedRows = (rows: readonly Row[]): Nested<Row>[] => nested(rows, ([name]) => name?.text ?? '')

function fieldList(list: readonly Nested<Row>[], around: Around, more?: Attributes): string {
  const body = list.map((one) => fieldRow(one, around)).join('\n')
  return `<table class="fields about-${around.fields.about + 1}">${top(around.head, [], more)}<tbody>${body}</tbody></table>`
}

function fieldRow({ row: cells, inside }: Nested<Row>, around: Around): string {
  const { head, words } = around
  const { columns, about } = around.fields
  const list = (cell: Cell, at: number) =>
    at === 0 ? {} : at === about ? saysNothing(cell) : besideName(cell, head[at], columns[at], words)
  const all = cells.map((cell, at) => `<td${attributes(list(cell, at))}>${balanced(cell.html)}</td>`)
  return `<tr>${all.join('')}${inside.length === 0 ? '' : folded(inside, around)}</tr>`
}

/** Fields of a field are folded, unless they are most of the table. For the ear their table has the author's heads, too. */
function folded(inside: readonly Nested<Row>[], around: Around): string {
  const open = attributes({ open: count(inside) * 2 > around.total })
  const name = `<summary data-added>${escape(around.words.inside)} · ${count(inside)}</summary>`
  return `<td class="inside"><details${open}>${name}${fieldList(inside, around, { 'data-added': '' })}</details></td>`
}

function count(list: readonly Nested<unknown>[]): number {
  return list.reduce((all, { inside }) => all + 1 + count(inside), 0)
}

const isEmpty = ({ text, html }: Cell): boolean => text.trim() === '' && !html.includes('<')
