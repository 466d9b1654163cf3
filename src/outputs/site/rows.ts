/** A page as rows: one for each heading of the table of contents, prose and code of which stand side by side. */
import type { Block, Table } from '../../model/page.ts'
import { opening, type Title } from './headings.ts'

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
  return result.map((row) => ({ title: row.title, parts: parts(row.blocks) }))
}

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
export function step({ parts }: Row): number {
  const prose = sum(parts.filter(({ kind }) => kind === 'prose').flatMap(({ blocks }) => blocks.map(height)))
  const code = sum(parts.filter(({ kind }) => kind === 'samples').map(({ blocks }) => samples(blocks)))
  return Math.max(0, Math.min(16, Math.round(Math.log(1 + Math.max(prose, code) / 100) / Math.log(1.5))))
}

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
