/** What the page says of errors: the table or list of codes, and the first body that it shows for one. */
import { isErrors } from '../headings.ts'
import type { Cell, Inline, List, Table } from '../../model/page.ts'
import type { Unit } from '../units.ts'
import { jsonOf } from '../values/json.ts'
import { statusIn } from './caption.ts'
import { columnsOf } from '../../model/columns.ts'
import type { Contribution, Convention } from './convention.ts'
import { fences } from './fences.ts'

/** `400 | Bad Request -- Your request is invalid.` */
export const errorTable: Convention = (unit) => {
  const about = aboutErrors(unit)
  const tables = unit.parts.flatMap((part) => part.blocks.filter((block) => block.kind === 'table'))
  return tables.filter((block) => isCodes(block, about)).flatMap(table)
}

function isCodes(block: Table, aboutErrors: boolean): boolean {
  return columnsOf(block)[0] === 'code' || (aboutErrors && block.rows.some((row) => status(row[0]?.text) !== undefined))
}

function table(block: Table): Contribution[] {
  return block.rows.flatMap((row) => {
    const code = status(row[0]?.text)
    return code === undefined || code < 400 || row[0] === undefined ? [] : [found(code, rowTexts(row), row[0])]
  })
}

/** Name and meaning: two columns of their own, or one text that a dash or a colon parts. */
function rowTexts(row: readonly Cell[]): readonly [string, string] {
  const beside = (row[0]?.text ?? '').replace(/^\W*\d{3}\W*/, '').trim()
  const rest = row
    .slice(1)
    .map((cell) => cell.text.trim())
    .filter((text) => text !== '')
  if (beside !== '') return [beside, rest.join(' -- ')]
  const [first = '', ...more] = rest
  return more.length > 0 && first.length <= 60 ? [first, more.join(' -- ')] : parted(rest.join(' -- '))
}

/** "Bad Request -- Your request is invalid." → name, meaning. Without a dash a text is a meaning, unless short. */
function parted(text: string): readonly [string, string] {
  const match = /^(.{1,80}?)\s*(?:--+|–|—|: | - )\s*(.*)$/su.exec(text) ?? /^([^.]{1,40})\.\s+(.+)$/su.exec(text)
  if (match !== null) return [match[1]?.trim() ?? '', match[2]?.trim() ?? '']
  return text.length <= 40 ? [text.replace(/\.$/, ''), ''] : ['', text]
}

/** "- `400`: *Bad request*. Your request body is most likely invalid." */
export const errorList: Convention = (unit) =>
  unit.parts.flatMap((part) => part.blocks.flatMap((block) => (block.kind === 'list' ? list(block) : [])))

function list(block: List): Contribution[] {
  const items = block.items.flatMap((item) => (item.blocks[0]?.kind === 'paragraph' ? [item.blocks[0]] : []))
  const codes = items.map((item) => ({ item, code: status(/^\W*(\d{3})(?=\W)/.exec(item.text)?.[1]) }))
  // One number in a list may be anything; a list of codes begins with them throughout.
  if (codes.length < 2 || codes.some(({ code }) => code === undefined)) return []
  return codes.flatMap(({ item, code }) =>
    code === undefined || code < 400 ? [] : [found(code, parted(said(item)), item)],
  )
}

function said(item: Inline): string {
  return item.text
    .replace(/^\W*\d{3}\W*/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The body of an error: JSON announced as one, or shown in a chapter about errors and looking like one. */
export const errorExample: Convention = (unit) => {
  const about = aboutErrors(unit)
  const codes = () => [...errorTable(unit), ...errorList(unit)].length > 0
  return fences(unit).flatMap((fence): Contribution[] => {
    if (fence.use !== 'response') return []
    const chapter = about && (fence.status ?? 400) >= 400
    const json = fence.failed || chapter ? jsonOf(fence.code) : undefined
    if (json?.kind !== 'json' || typeof json.value !== 'object' || json.value === null) return []
    if (!fence.failed && !looksFailed(json.value)) return []
    const { span } = fence.code
    const example = { status: fence.status, body: json.value, span }
    return [{ kind: 'error-example', example, chapter, codes: codes(), span }]
  })
}

function looksFailed(body: object): boolean {
  const names = [body, ...Object.values(body)].flatMap((one) =>
    typeof one === 'object' && one !== null ? Object.keys(one) : [],
  )
  return names.some((name) => /err|message|msg|detail|reason|code|fail|fault|mensa(?:je|gem)/i.test(name))
}

function aboutErrors(unit: Unit): boolean {
  return [unit.heading, ...unit.above].some((heading) => heading !== undefined && isErrors(heading.text))
}

function status(text: string | undefined): number | undefined {
  const digits = /^\W*(\d{3})(?!\d)/.exec(text ?? '')?.[1]
  return digits === undefined ? undefined : statusIn(`status ${digits}`)
}

function found(
  code: number,
  [name, meaning]: readonly [string, string],
  at: Inline & { readonly span: Cell['span'] },
): Contribution {
  return { kind: 'error-code', code: { status: code, name, meaning, span: at.span }, span: at.span }
}
