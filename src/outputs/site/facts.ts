/** What the contract knows and the author wrote only in prose, or only showed: it is put in beside the text, marked as added. */
import type { Span } from '../../finding.ts'
import type { Contract, Operation } from '../../model/contract.ts'
import { columnsOf } from '../../model/columns.ts'
import { itemsOf, objectOf, options } from '../../model/join.ts'
import type { Block, Cell, List, Table } from '../../model/page.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import type { Field, Json, Shape } from '../../model/shape.ts'
import { escape } from './html.ts'
import { headingsIn, type Title } from './headings.ts'
import { sightOf, type Row } from './rows.ts'
import { filled, type Words } from './words/index.ts'

export type Facts = {
  /** Of a table or list, for each row or item what is said beside the name at its beginning. */
  readonly rows: ReadonlyMap<Block, readonly string[]>
  /** The status of an answer by the block that shows it. */
  readonly statuses: ReadonlyMap<Block, number>
}

/** All that can be added to the blocks of each row of a page. */
export function facts(list: readonly Row[], { operations }: Contract, words: Words): readonly Facts[] {
  const bySection = Map.groupBy(operations, ({ section }) => section)
  const responses = new Map(operations.flatMap((one) => one.responses.map(({ span, status }) => [span, status])))
  let here: readonly Operation[] = []
  return list.map((row) => {
    const { openings, samples } = sightOf(row)
    const before = here
    const own = openings.flatMap(({ id }) => bySection.get(id ?? '') ?? [])
    for (const title of openings) here = sectionOf(title, bySection, here)
    const statuses = samples.map(({ span }) => responses.get(span))
    return known(row, [words, ...before, undefined, ...own, ...statuses], () =>
      inRow(row, { words, before, bySection, responses }),
    )
  })
}

const known = latestEach<Row, Facts>()

type Around = {
  readonly words: Words
  /** What the rows above are about. */
  readonly before: readonly Operation[]
  readonly bySection: ReadonlyMap<string, readonly Operation[]>
  readonly responses: ReadonlyMap<Span, number>
}

function inRow(row: Row, { words, before, bySection, responses }: Around): Facts {
  const rows = new Map<Block, readonly string[]>()
  const statuses = new Map<Block, number>()
  let here = before
  for (const block of sightOf(row).blocks) {
    const [first] = headingsIn(block)
    if (first !== undefined) here = sectionOf(first, bySection, here)
    if (here.length > 0 && block.kind === 'table') rows.set(block, rowsOf(block, fieldsOf(here), words))
    if (here.length > 0 && block.kind === 'list') rows.set(block, itemsFacts(block, fieldsOf(here), words))
    const status = block.kind === 'code' ? responses.get(block.span) : undefined
    if (status !== undefined) statuses.set(block, status)
  }
  return { rows, statuses }
}

/** A section of operations reaches to the next heading of its level; deeper ones are parts of it. */
function sectionOf(
  first: Title,
  bySection: ReadonlyMap<string, readonly Operation[]>,
  here: readonly Operation[],
): readonly Operation[] {
  return bySection.get(first.id ?? '') ?? (first.level <= 2 ? [] : here)
}

type Known = { readonly field: Field; readonly isPath: boolean }

/** Fields by their name in lower case; names that mean several things mean nothing here. Each table of a section asks. */
const fieldsOf = onceEach((operations: readonly Operation[]): ReadonlyMap<string, Known> => {
  const parameters = operations.flatMap((one) =>
    one.parameters.map((field): Known => ({ field, isPath: field.in === 'path' })),
  )
  const bodies = operations.flatMap(({ body }) =>
    body === undefined ? [] : [...inside(body.shape)].map((field) => ({ field, isPath: false })),
  )
  const groups = Map.groupBy([...parameters, ...bodies], ({ field }) => field.name.toLowerCase())
  const single = [...groups].filter(([, all]) => areOne(all))
  return new Map(single.flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one] as const])))
})

function areOne(all: readonly Known[]): boolean {
  return all.length === 1 || new Set(all.map(({ field }) => JSON.stringify(field))).size === 1
}

function* inside(shape: Shape): Generator<Field> {
  for (const field of objectOf(shape)?.fields ?? []) {
    yield field
    yield* inside(itemsOf(field.shape) ?? field.shape)
  }
}

function rowsOf(table: Table, fields: ReadonlyMap<string, Known>, words: Words): string[] {
  const title = table.head.map(({ text }) => text).join(' ')
  const columns = new Set(columnsOf(table))
  const told = { type: columns.has('type'), need: columns.has('required') || columns.has('optional') }
  return table.rows.map((cells) => {
    const known = fields.get((cells[0]?.text ?? '').trim().toLowerCase())
    return known === undefined ? '' : factsOf(known, `${title} ${said(cells)}`, words, told)
  })
}

/** An item that begins with a name: `limit`: how many. */
function itemsFacts({ items }: List, fields: ReadonlyMap<string, Known>, words: Words): string[] {
  return items.map(({ blocks: [first] }) => {
    if (first?.kind !== 'paragraph') return ''
    const [name = ''] = first.codes
    const known = name !== '' && first.text.startsWith(name) ? fields.get(name.toLowerCase()) : undefined
    return known === undefined ? '' : factsOf(known, first.text.slice(name.length), words)
  })
}

const said = (cells: readonly Cell[]): string =>
  cells
    .slice(1)
    .map(({ text }) => text)
    .join(' ')

const ON_TYPE = /\b(?:type|tipo|typ|art|format)\b|тип|类型|型/i
const ON_NEED =
  /requir|optional|mandatory|oblig|opcional|requis|facultat|pflicht|erforderlich|обяз|必[须須填]|必選|可选|任意/i

/** What a table has a column for. */
type Told = { readonly type: boolean; readonly need: boolean }

/** What neither the columns of the table nor the row says already. */
function factsOf({ field, isPath }: Known, text: string, said: Words, told?: Told): string {
  const type = typeWord(field.shape)
  const values = valuesOf(field.shape)
  const unsaid = (word: string): boolean => !text.toLowerCase().includes(word.toLowerCase())
  const words = [
    ...(type !== '' && !told?.type && !ON_TYPE.test(text) && unsaid(type) ? [escape(type)] : []),
    ...(field.required && !isPath && !told?.need && !ON_NEED.test(text) ? [`<b>${escape(said.required)}</b>`] : []),
    ...(values.some(unsaid) ? [escape(filled(said.oneOf, values.join(', ')))] : []),
    ...(isPlain(field.default) && unsaid(String(field.default))
      ? [escape(filled(said.byDefault, String(field.default)))]
      : []),
  ]
  return words.length === 0 ? '' : `<span class="fact" data-added>${words.join(' · ')}</span>`
}

const isPlain = (value: Json | undefined): boolean => value !== undefined && value !== null && typeof value !== 'object'

/** Texts of any kind are what one expects, so that is not said. */
function typeWord(shape: Shape): string {
  const kinds = options(shape).filter(({ kind }) => kind !== 'null')
  const [only] = kinds
  if (only === undefined || kinds.length > 1) return ''
  switch (only.kind) {
    case 'string':
      return only.format === 'binary' ? 'file' : (only.format ?? '')
    case 'any':
    case 'null':
      return ''
    case 'array':
    case 'boolean':
    case 'integer':
    case 'number':
    case 'object':
    case 'union':
      return only.kind
  }
}

function valuesOf(shape: Shape): string[] {
  return options(shape).flatMap((one) => ('values' in one ? (one.values ?? []).map(String) : []))
}
