/** A page as rows: one for each heading of the table of contents, prose and code of which stand side by side. */
import type { Block, Code, Heading, Table } from '../../model/page.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import { deep } from '../../model/walk.ts'
import { headings, headingsIn, opening, type Title } from './headings.ts'
import { isRequestLine } from './request.ts'

export type Row = { readonly title: Title | undefined; readonly parts: readonly Part[] }

/** A run of prose, or a run of samples with their annotations, in the order of the page. */
export type Part = { readonly kind: 'prose' | 'samples'; readonly blocks: readonly Block[] }

/** The rows of a page. A new one begins at each h1 and h2, and at an h3 that follows an h1 with no h2 between. */
export function rows(blocks: readonly Block[]): Row[] {
  const result: { title: Title | undefined; blocks: Block[] }[] = []
  let above = 0
  for (const block of blocks) {
    const title = opening(block)
    const begins = title !== undefined && (title.level <= 2 || (title.level === 3 && above === 1))
    if (begins && title.level <= 2) above = title.level
    if (begins || result.length === 0) result.push({ title: begins ? title : undefined, blocks: [] })
    result.at(-1)?.blocks.push(block)
  }
  return result.map(same)
}

/** The same object for the same blocks, so that its HTML stays known after an edit elsewhere. */
function same({ title, blocks }: { readonly title: Title | undefined; readonly blocks: readonly Block[] }): Row {
  const [first] = blocks
  const make = (): Row => ({ title, parts: parts(blocks) })
  return first === undefined ? make() : known(first, blocks, make)
}

const known = latestEach<Block, Row>()

/** What others want to know of a row, looked for once. */
export type Sight = {
  readonly blocks: readonly Block[]
  readonly titles: readonly Title[]
  /** The first heading of each block that has one. */
  readonly openings: readonly Title[]
  /** The blocks that have ids or state a request, with those ids. */
  readonly marked: readonly { readonly block: Block; readonly ids: readonly string[] }[]
  readonly hasRequestLine: boolean
  /** The ids of its Markdown headings. */
  readonly headings: readonly string[]
  /** Code of tabs with the headings between, those inside of other blocks too. */
  readonly tabbed: readonly (Code | Heading)[]
  readonly samples: readonly Code[]
}

const isTabbed = (block: Block): block is Code | Heading =>
  block.kind === 'heading' || (block.kind === 'code' && block.tab !== undefined)

export const sightOf: (row: Row) => Sight = onceEach((row: Row) => {
  const blocks = row.parts.flatMap((part) => part.blocks)
  const marked = blocks.map((block) => ({ block, ids: headingsIn(block).flatMap(({ id }) => id ?? []) }))
  return {
    blocks,
    titles: headings(blocks),
    marked: marked.filter(({ block, ids }) => ids.length > 0 || isRequestLine(block)),
    headings: blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])),
    hasRequestLine: blocks.some(isRequestLine),
    openings: blocks.flatMap((block) => headingsIn(block).slice(0, 1)),
    samples: blocks.filter((block) => block.kind === 'code'),
    tabbed: deep(blocks).filter(isTabbed),
  }
})

function parts(blocks: readonly Block[]): Part[] {
  const result: { kind: Part['kind']; blocks: Block[] }[] = []
  for (const block of blocks) {
    const kind = block.kind === 'code' || block.kind === 'quote' ? 'samples' : 'prose'
    const last = result.at(-1)
    if (last?.kind === kind) last.blocks.push(block)
    else result.push({ kind, blocks: [block] })
  }
  return result
}

/** The id that the section of a row takes where its heading has none; `at` counts from 0. */
export function rowId(at: number): string {
  return `row-${at + 1}`
}

/** How tall a row is likely to be, in steps of a factor 1.5 from 100 pixels: the reserve for rows not yet drawn. */
export const step: (row: Row) => number = onceEach(({ parts }: Row) => {
  const prose = sum(parts.filter(({ kind }) => kind === 'prose').flatMap(({ blocks }) => blocks.map(height)))
  const code = sum(parts.filter(({ kind }) => kind === 'samples').map(({ blocks }) => samples(blocks)))
  return Math.max(0, Math.min(16, Math.round(Math.log(1 + Math.max(prose, code) / 100) / Math.log(1.5))))
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

function height(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return 70
    case 'paragraph':
      return 20 + 26 * Math.ceil(block.text.length / 75)
    case 'list':
      return 20 + sum(block.items.flatMap((item) => item.blocks.map(height)))
    case 'table':
      return 44 + sum(block.rows.map(rowHeight))
    case 'box':
      return 40 + sum(block.blocks.map(height))
    case 'html':
      return 24 * Math.ceil(block.html.length / 90) + 20
    case 'rule':
      return 40
    case 'code':
    case 'quote':
      return samples([block])
  }
}

/** Cells wrap, or stand in lines one under the other. */
function rowHeight(cells: Table['rows'][number]): number {
  return 48 + 24 * Math.ceil(sum(cells.slice(1).map(({ text }) => text.length)) / 75)
}

/** Tabs show one block of many, so only one of each run of tabbed blocks counts. */
function samples(blocks: readonly Block[]): number {
  const shown = blocks.filter(
    (block, at) => block.kind !== 'code' || block.tab === undefined || blocks[at - 1]?.kind !== 'code',
  )
  return shown.reduce(
    (all, block) => all + (block.kind === 'code' ? 70 + Math.min(560, 20 * lines(block.text)) : 50),
    0,
  )
}

function lines(text: string): number {
  return text.split('\n').length
}
