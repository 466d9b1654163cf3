/** Tables that describe parameters or fields: which columns have the prose, and what is said of a field in a word. */
import { columnsOf, type Column } from '../../model/columns.ts'
import { requiredCell } from '../../model/need.ts'
import type { Cell, Table } from '../../model/page.ts'
import type { Attributes } from './html.ts'
import type { Words } from './words/index.ts'

export type FieldTable = {
  readonly columns: readonly (Column | undefined)[]
  /** The column whose text stands under the name, counted from 0. */
  readonly about: number
}

/** More columns than this are compared, not read. */
const MOST = 8
const LONGEST_NAME = 80
/** A longer cell says more than yes or no. */
const WORD = 12
const NOTHING = /^(?:[-–—]*|none|n\/?a)$/i
const WORDED = /requi|mandat|option|opcional|oblig|obriga|facult|pflicht|必|选|選|任意/i

/** How a table of fields is to be read; undefined for every other table. `named`: each row begins with a name. */
export function fieldTable(table: Table, named: boolean): FieldTable | undefined {
  const { head, rows } = table
  if (head.length < 2 || head.length > MOST || rows.length === 0) return undefined
  const columns = columnsOf(table)
  const about = columns.includes('description') ? columns.indexOf('description') : columns.lastIndexOf(undefined)
  const told = named || columns.some((column) => column === 'type' || column === 'required' || column === 'default')
  const short = rows.every(([name]) => (name?.text ?? '').length <= LONGEST_NAME)
  return columns[0] === 'name' && about > 0 && told && short ? { columns, about } : undefined
}

/** The attributes of a cell beside the name: what its column says where the cell alone does not tell. */
export function besideName(cell: Cell, head: Cell | undefined, column: Column | undefined, words: Words): Attributes {
  const text = cell.text.trim()
  if (NOTHING.test(text)) return saysNothing(cell)
  const label = { 'data-label': head?.text.trim().replace(/[?:：*]+$/, '') || undefined }
  switch (column) {
    case 'type':
    case 'in':
      return {}
    case 'required':
    case 'optional':
      return need(text, column, words) ?? label
    default:
      // Under "Status" and the like, a word that tells of need by itself.
      return (WORDED.test(text) ? need(text, 'required', words) : undefined) ?? label
  }
}

/** A dash or "none" is not shown, an image is. */
export function saysNothing({ text, html }: Cell): Attributes {
  return { hidden: NOTHING.test(text.trim()) && !html.includes('<') }
}

/** A plain yes becomes the word for it, a plain no is what one expects. */
function need(text: string, column: 'required' | 'optional', { required }: Words): Attributes | undefined {
  const said = text.length > WORD ? undefined : requiredCell(text)
  if (said === undefined) return undefined
  return said === (column === 'required') ? { 'data-need': required } : { hidden: true }
}
