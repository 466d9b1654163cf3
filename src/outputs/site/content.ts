/** The content of the page: one section a row, samples beside the prose that they stand with. */
import type { Contract, Method } from '../../model/contract.ts'
import type { Page } from '../../model/page.ts'
import { blocksHtml, type Context } from './blocks.ts'
import { endpoints } from './endpoints.ts'
import { latestEach } from '../../model/remember.ts'
import { facts, type Facts } from './facts.ts'
import { outline } from './outline.ts'
import { standIns } from './stand-ins.ts'
import { tries } from './tryit/places.ts'
import { rowId, sightOf, step, type Part, type Row } from './rows.ts'

/** The same object where the row is drawn as before. */
export type DrawnRow = { readonly html: string }

type Around = Pick<Context, 'words' | 'marks'>

/** The rows of a page, each as HTML. A row that says what it said before, with the same beside it, is not drawn again. */
export function content(list: readonly Row[], page: Page, contract: Contract, { words, marks }: Around): DrawnRow[] {
  const context = {
    words,
    marks,
    tabs: page.tabs,
    methods: unmarked(list, contract),
    outline: outline(list),
    tries: tries(list, contract, words),
    standIns: standIns(list, page.tabs),
  }
  const added = facts(list, contract, words)
  const chapters = endpoints(list, contract, words)
  const tabs = JSON.stringify(page.tabs)
  return list.map((row, at) => {
    const own = { ...context, facts: added[at] ?? NOTHING }
    const beside = chapters.get(row)
    return known(row, [isNumbered(row) ? at : undefined, tabs, beside, ...around(row, own)], () => ({
      html: section(row, at, own, beside),
    }))
  })
}

const NOTHING: Facts = { rows: new Map(), statuses: new Map() }
const known = latestEach<Row, DrawnRow>()

/** Of all that stands beside the text of a page, what stands in a row. */
function around(
  row: Row,
  { words, marks, methods, outline: levels, tries: buttons, standIns: also, facts: own }: Context,
): unknown[] {
  const { blocks, titles, marked, tabbed } = sightOf(row)
  return [
    words,
    own,
    ...titles.flatMap(({ id = '' }) => [methods.get(id), levels.get(id)]),
    ...marked.map(({ block }) => buttons.get(block)),
    ...tabbed.map((block) => also.get(block)),
    ...(marks.size === 0 ? [] : blocks.map((block) => marks.get(block))),
  ]
}

/** Its heading is one of HTML without an id. */
const isNumbered = ({ title }: Row): boolean => title !== undefined && title.id === undefined

/** `beside`: what stands where its samples would. */
function section(row: Row, at: number, context: Context, beside?: string): string {
  const id = isNumbered(row) ? ` id="${rowId(at)}"` : ''
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
  const shown = new Set(
    list
      .map(sightOf)
      .filter(({ hasRequestLine }) => hasRequestLine)
      .flatMap(({ headings }) => headings),
  )
  const left = contract.operations.filter(({ section }) => !shown.has(section))
  return new Map(left.map(({ section, method }) => [section, method]))
}
