/** Pipe tables. Cells are split at every `|`, in code spans and after a backslash too. */
import type { Align, Cell, Table } from '../../../model/page.ts'
import type { Match } from '../block-rule.ts'
import { readInline } from '../inline/index.ts'
import { columnOf, indentOf, trimSpaces, trimSpacesEnd, type Line } from '../lines.ts'
import type { Region } from '../region.ts'
import { pay, placeIn, spanOf, type Scope } from '../scope.ts'

/** The rule. */
export function table({ lines }: Region, at: number, scope: Scope): Match | undefined {
  const head = lines[at]
  const under = lines[at + 1]
  if (head === undefined || under === undefined || !head.text.includes('|')) return undefined
  const columns = countColumns(head.text)
  const align = alignments(under.text, columns)
  if (align === undefined) return undefined
  let next = at + 2
  while (lines[next]?.text.includes('|')) next++
  return { blocks: [makeTable(lines.slice(at, next), align, scope)], next }
}

function makeTable(lines: readonly Line[], align: readonly Align[], scope: Scope): Table {
  const [head, under, ...rows] = lines as [Line, Line, ...Line[]] // two lines at least: see the rule
  const trimmed = { ...head, text: trimSpacesEnd(head.text) }
  return {
    kind: 'table',
    align,
    head: cells(trimmed, align.length, scope),
    rows: rows.map((row) => cells(row, align.length, scope)),
    span: spanOf(scope, head, rows.at(-1) ?? under),
  }
}

function countColumns(head: string): number {
  const text = trimSpacesEnd(head)
  let columns = 1
  for (let at = text.indexOf('|'); at !== -1; at = text.indexOf('|', at + 1)) columns++
  return columns - (text.startsWith('|') ? 1 : 0) - (text.endsWith('|') ? 1 : 0)
}

const UNDER = / *(?! )(:?)(-*)(:?) *(?:[|+]|$)/y

/** One alignment for each column; undefined if the line does not underline so many. What stands behind is ignored. */
function alignments(under: string, columns: number): Align[] | undefined {
  const align: Align[] = []
  UNDER.lastIndex = under.startsWith('|') ? 1 : 0
  while (align.length < columns) {
    if (UNDER.lastIndex >= under.length) return undefined
    const match = UNDER.exec(under)
    const [, left = '', dashes = '', right = ''] = match ?? []
    if (left + dashes + right === '') return undefined
    align.push(alignment(left !== '', right !== ''))
  }
  return align
}

function alignment(left: boolean, right: boolean): Align {
  if (left && right) return 'center'
  if (left) return 'left'
  return right ? 'right' : undefined
}

/** What a missing cell costs: a short row under a very wide head must not grow without end. */
const PADDING = 64

/** Cells that are too many are dropped, missing ones are empty. */
function cells(line: Line, columns: number, scope: Scope): Cell[] {
  const row: Cell[] = []
  let at = line.text.startsWith('|') ? 1 : 0
  while (row.length < columns) {
    const pipe = line.text.indexOf('|', at)
    const end = pipe === -1 ? line.text.length : pipe
    if (at > line.text.length) pay(scope, PADDING)
    if (at > line.text.length && scope.budget.left <= 0) return row
    row.push(cell(line, at, Math.max(at, end), scope))
    at = end + 1
  }
  return row
}

function cell(line: Line, from: number, to: number, scope: Scope): Cell {
  const raw = line.text.slice(from, to)
  const column = columnOf(line, from + indentOf(raw))
  return { ...readInline(trimSpaces(raw), scope), span: placeIn(scope, column, line) }
}
