/** The content of the page: one section a row, samples beside the prose that they stand with. */
import type { Contract, Method } from '../../model/contract.ts'
import type { Page } from '../../model/page.ts'
import { blocksHtml, type Context } from './blocks.ts'
import { endpoints } from './endpoints.ts'
import { facts } from './facts.ts'
import { outline } from './outline.ts'
import { isRequestLine } from './request.ts'
import { standIns } from './stand-ins.ts'
import { tries } from './tryit/places.ts'
import { rowId, step, type Part, type Row } from './rows.ts'

type Around = Pick<Context, 'words' | 'marks'>

/** The rows of a page, each as HTML. */
export function content(list: readonly Row[], page: Page, contract: Contract, { words, marks }: Around): string[] {
  const context = {
    words,
    marks,
    tabs: page.tabs,
    methods: unmarked(list, contract),
    outline: outline(page.blocks),
    tries: tries(page.blocks, contract, words),
    facts: facts(page.blocks, contract, words),
    standIns: standIns(page.blocks, page.tabs),
  }
  const chapters = endpoints(list, contract, words)
  return list.map((row, at) => section(row, at, context, chapters.get(row)))
}

/** `beside`: what stands where its samples would. */
function section(row: Row, at: number, context: Context, beside?: string): string {
  const id = row.title !== undefined && row.title.id === undefined ? ` id="${rowId(at)}"` : ''
  const parts = row.parts.map(({ kind, blocks }, index) => {
    const lead = kind === 'prose' && index === 0 && blocks.length === 1 && row.title !== undefined ? ' lead' : ''
    return `<${ELEMENTS[kind]} class="${kind}${lead}">\n${blocksHtml(blocks, context)}\n</${ELEMENTS[kind]}>`
  })
  if (beside !== undefined) parts.push(beside)
  const kind = beside === undefined ? layout(row) : 'paired'
  return `<section${id} class="row ${kind} step-${step(row)}">\n${parts.join('\n')}\n</section>`
}

/** No element around the author's HTML is a `div`, so that a stray `</div>` of theirs closes none of ours. */
const ELEMENTS: Readonly<Record<Part['kind'], string>> = { prose: 'section', samples: 'div' }

/** One run of samples stands beside all the prose; several stand where the page mentions them; a bare row is a heading only. */
function layout({ parts }: Row): string {
  const runs = parts.filter(({ kind }) => kind === 'samples').length
  if (runs > 1) return 'mixed'
  if (runs === 1) return 'paired'
  return parts.length === 1 && parts[0]?.blocks.length === 1 && parts[0].blocks[0]?.kind === 'heading'
    ? 'bare'
    : 'plain'
}

/** The methods of operations in whose section no request line shows one. */
function unmarked(list: readonly Row[], contract: Contract): ReadonlyMap<string, Method> {
  const shown = new Set(list.filter(hasRequestLine).flatMap(headingIds))
  const left = contract.operations.filter(({ section }) => !shown.has(section))
  return new Map(left.map(({ section, method }) => [section, method]))
}

const hasRequestLine = (row: Row): boolean => row.parts.some(({ blocks }) => blocks.some(isRequestLine))

const headingIds = (row: Row): string[] =>
  row.parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])))
