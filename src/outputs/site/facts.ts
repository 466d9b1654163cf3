/** What the contract knows and the author wrote only in prose, or only showed: it is put in beside the text, marked as added. */
import type { Contract, Operation, Response } from '../../model/contract.ts'
import { itemsOf, objectOf, options } from '../../model/join.ts'
import type { Block, Cell, Table } from '../../model/page.ts'
import type { Field, Shape } from '../../model/shape.ts'
import { escape } from './html.ts'
import { headings } from './headings.ts'

export type Facts = {
  /** Of a table, for each row what its first cell says besides its name. */
  readonly rows: ReadonlyMap<Block, readonly string[]>
  /** The status of an answer by the block that shows it. */
  readonly statuses: ReadonlyMap<Block, number>
}

/** All that can be added to the blocks of a page. */
export function facts(blocks: readonly Block[], { operations }: Contract): Facts {
  const bySection = Map.groupBy(operations, ({ section }) => section)
  const responses = new Map(
    operations.flatMap((one) => one.responses.map((response) => [placeOf(response), response.status])),
  )
  const rows = new Map<Block, readonly string[]>()
  const statuses = new Map<Block, number>()
  let here: readonly Operation[] = []
  for (const block of blocks) {
    here = sectionOf(block, bySection, here)
    if (block.kind === 'table') rows.set(block, rowsOf(block, fieldsOf(here)))
    const status = block.kind === 'code' ? responses.get(placeOf(block)) : undefined
    if (status !== undefined) statuses.set(block, status)
  }
  return { rows, statuses }
}

const placeOf = ({ span }: Pick<Response, 'span'>): string => `${span.file}:${span.line}`

/** A section of operations reaches to the next heading of its level; deeper ones are parts of it. */
function sectionOf(
  block: Block,
  bySection: ReadonlyMap<string, Operation[]>,
  here: readonly Operation[],
): readonly Operation[] {
  const [first] = headings([block])
  if (first === undefined) return here
  return bySection.get(first.id ?? '') ?? (first.level <= 2 ? [] : here)
}

type Known = { readonly field: Field; readonly isPath: boolean }

/** Fields by their name in lower case; names that mean several things mean nothing here. */
function fieldsOf(operations: readonly Operation[]): ReadonlyMap<string, Known> {
  const parameters = operations.flatMap((one) =>
    one.parameters.map((field): Known => ({ field, isPath: field.in === 'path' })),
  )
  const bodies = operations.flatMap(({ body }) =>
    body === undefined ? [] : [...inside(body.shape)].map((field) => ({ field, isPath: false })),
  )
  const groups = Map.groupBy([...parameters, ...bodies], ({ field }) => field.name.toLowerCase())
  const single = [...groups].filter(([, all]) => new Set(all.map(({ field }) => JSON.stringify(field))).size === 1)
  return new Map(single.flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one] as const])))
}

function* inside(shape: Shape): Generator<Field> {
  for (const field of objectOf(shape)?.fields ?? []) {
    yield field
    yield* inside(itemsOf(field.shape) ?? field.shape)
  }
}

function rowsOf({ head, rows }: Table, fields: ReadonlyMap<string, Known>): string[] {
  const title = head.map(({ text }) => text).join(' ')
  return rows.map((cells) => {
    const known = fields.get((cells[0]?.text ?? '').trim().toLowerCase())
    return known === undefined ? '' : factsOf(known, `${title} ${said(cells)}`)
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

/** What neither the heads of the table nor the row says already. */
function factsOf({ field, isPath }: Known, text: string): string {
  const type = typeWord(field.shape)
  const values = valuesOf(field.shape)
  const unsaid = (word: string): boolean => !text.toLowerCase().includes(word.toLowerCase())
  const words = [
    ...(type !== '' && !ON_TYPE.test(text) && unsaid(type) ? [type] : []),
    ...(field.required && !isPath && !ON_NEED.test(text) ? ['required'] : []),
    ...(values.some(unsaid) ? [`one of ${values.join(', ')}`] : []),
  ]
  return words.length === 0 ? '' : `<span class="fact" data-added>${escape(words.join(' · '))}</span>`
}

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
