/** What many rules look at: the blocks of a page with those inside others, its units, and findings held to a number. */
import type { Finding, Span } from '../../finding.ts'
import type { Operation } from '../../model/contract.ts'
import type { Block, Code, Page } from '../../model/page.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import { within } from '../../model/spans.ts'
import { deep, sections, type Section } from '../../model/walk.ts'
import { linesOf } from './place.ts'
import { units, type Unit } from '../units.ts'

/** The blocks from one heading to the next, with those inside lists and quotes; the same object for the same blocks. */
type Group = { readonly all: readonly Block[]; readonly codes: readonly Code[] }

const groupsOf = onceEach((page: Page): readonly Group[] => {
  const groups: Block[][] = []
  let file: string | undefined
  for (const block of page.blocks) {
    if (block.kind === 'heading' || block.span.file !== file) groups.push([])
    file = block.span.file
    groups.at(-1)?.push(block)
  }
  return groups.flatMap((blocks) => (blocks[0] === undefined ? [] : [group(blocks[0], blocks, () => groupOf(blocks))]))
})

const group = latestEach<Block, Group>()

function groupOf(blocks: readonly Block[]): Group {
  const all = deep(blocks)
  return { all, codes: all.filter((block) => block.kind === 'code') }
}

/** Every block of the page, those inside lists and quotes too. */
export const blocksOf: (page: Page) => readonly Block[] = onceEach((page: Page) =>
  groupsOf(page).flatMap(({ all }) => all),
)

/** Every code block of the page. */
export const codesOf: (page: Page) => readonly Code[] = onceEach((page: Page) =>
  groupsOf(page).flatMap(({ codes }) => codes),
)

/** What is found in each block of the page by itself; looked for once. */
export function inEach<Found>(look: (block: Block) => readonly Found[]): (page: Page) => readonly Found[] {
  const found = onceEach(({ all }: Group) => all.flatMap(look))
  return (page) => groupsOf(page).flatMap(found)
}

/** As `inEach`, of its code. */
export function inCodes<Found>(look: (code: Code) => readonly Found[]): (page: Page) => readonly Found[] {
  const found = onceEach(({ codes }: Group) => codes.flatMap(look))
  return (page) => groupsOf(page).flatMap(found)
}

/** As `inEach`, in the lines of the file too where a block stands. */
export function inBlocks<Found>(
  look: (block: Block, lines: readonly string[]) => readonly Found[],
): (page: Page) => readonly Found[] {
  const found = latestEach<Group, readonly Found[]>()
  return (page) =>
    groupsOf(page).flatMap((one, at) => {
      const lines = sourcesOf(page)[at] ?? []
      return found(one, [lines], () => {
        const from = one.all[0]?.span.line ?? 1
        return one.all.flatMap((block) =>
          look(block, lines.slice(block.span.line - from, block.span.endLine - from + 1)),
        )
      })
    })
}

/** The lines of the file where each group stands, as its author wrote them: the same object while they say the same. */
const sourcesOf = onceEach((page: Page) => groupsOf(page).map((one) => sourceOf(one, page)))

function sourceOf(one: Group, page: Page): readonly string[] {
  const [first] = one.all
  const from = first?.span.line ?? 1
  const lines = linesOf(page, first?.span.file ?? '')
  return sources(one, [lines, from], () => same(one, lines.slice(from - 1, endOf(one))))
}

const endOf = ({ all }: Group): number => all.reduce((end, { span }) => Math.max(end, span.endLine), 0)

const sources = latestEach<Group, readonly string[]>()
const sourceLines = latestEach<Group, readonly string[]>()
const same = (one: Group, lines: readonly string[]): readonly string[] => sourceLines(one, lines, () => lines)

/** The units of the page, as the conventions read them. */
export const unitsOf: (page: Page) => readonly Unit[] = onceEach((page: Page) => units(sectionsOf(page)))

/** The sections of the page as a tree. */
export const sectionsOf: (page: Page) => Section = onceEach((page: Page) => sections(page.blocks))

/** Where a section has more operations, all samples would be compared with all of them. */
const MOST_TOGETHER = 40

/** The operations that a request line states, by the id of their section. */
export function bySection(
  operations: readonly Operation[],
  lines: ReadonlyMap<string, boolean>,
): ReadonlyMap<string, readonly Operation[]> {
  const stated = operations.filter((one) => lines.has(one.key))
  const groups = Map.groupBy(stated, (one) => one.section)
  return new Map([...groups].filter(([, group]) => group.length <= MOST_TOGETHER))
}

/** What is found in operations that stand together; looked for once, while they and what their lines state are the same. */
export function inSections<Found>(
  look: (operations: readonly Operation[], lines: ReadonlyMap<string, boolean>) => readonly Found[],
): (operations: readonly Operation[], lines: ReadonlyMap<string, boolean>) => readonly Found[] {
  const found = latestEach<Operation, readonly Found[]>()
  return (all, lines) =>
    [...bySection(all, lines).values()].flatMap((operations) => {
      const [first] = operations
      const beside = operations.flatMap((one) => [one, lines.get(one.key)])
      return first === undefined ? [] : found(first, beside, () => look(operations, lines))
    })
}

/** Whether a page is made by templates, so that what it lacks may be in them. */
export const isTemplated: (page: Page) => boolean = onceEach(({ files }: Page) =>
  files.some(({ text }) => text.includes('<%') && /<%=?\s*(?:partial|erb|render)\b/.test(text)),
)

/** All findings, or where a page has more of a kind than a person wants to read, the first with the number of the rest. */
export function capped(found: readonly Finding[], most: number): readonly Finding[] {
  const [first, ...rest] = found
  if (first === undefined || found.length <= most) return found
  const message = `${first.message} ${rest.length} more ${rest.length === 1 ? 'place is' : 'places are'} like it.`
  // What is not told one by one is mended all the same.
  const fix = found.flatMap((one) => (one.span.file === first.span.file ? (one.fix ?? []) : []))
  return [fix.length === 0 ? { ...first, message } : { ...first, message, fix }]
}

/** As `capped`, for findings whose places take work to find: only those that are told are made. */
export function cappedOf<T>(items: readonly T[], most: number, tell: (item: T) => Finding): readonly Finding[] {
  const [first] = items
  if (first === undefined || items.length <= most) return items.map(tell)
  const found = tell(first)
  const more = items.length - 1
  return [{ ...found, message: `${found.message} ${more} more ${more === 1 ? 'place is' : 'places are'} like it.` }]
}

/** HTML without its comments. One that is never closed takes the rest. */
export function withoutComments(html: string): string {
  const parts: string[] = []
  let from = 0
  for (let open = html.indexOf('<!--'); open >= 0; open = html.indexOf('<!--', from)) {
    parts.push(html.slice(from, open))
    const close = html.indexOf('-->', open + 4)
    from = close < 0 ? html.length : close + 3
  }
  return parts.join('') + html.slice(from)
}

/** The place of a line of a code block, from 0. */
export function lineOf(block: Pick<Code, 'span' | 'source'>, line: number, column = 1): Span {
  const { span, source } = block
  return source === undefined ? within(span, line + 1, line + 1, column) : within(source, line, line, column)
}

/** Names as a sentence has them: `a`, `b` and `c`. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => `\`${name}\``)
  const rest = names.length > 6 ? [`${names.length - 6} more`] : []
  const all = [...shown, ...rest]
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
