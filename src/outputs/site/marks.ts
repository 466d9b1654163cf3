/** Findings at the blocks that they are about, for the page of `kittn dev`. */
import type { Finding } from '../../finding.ts'
import type { Block } from '../../model/page.ts'
import { attributes } from './html.ts'

/** `placed` findings have a mark on the page: of each code, the marks come in the order of the findings. */
export type Marked = Finding & { readonly placed: boolean }
export type Marks = {
  /** What stands behind a block; it names codes only, so that an edit elsewhere leaves it as it is. */
  readonly behind: ReadonlyMap<Block, string>
  readonly findings: readonly Marked[]
}

/** The findings of a page in its order, those without a block last. */
export function marks(blocks: readonly Block[], findings: readonly Finding[]): Marks {
  const places = placesOf(blocks, new Set(findings.map(({ span }) => placeOf(span.file, span.line))))
  const byBlock = Map.groupBy(findings, ({ span }) => places.get(placeOf(span.file, span.line)))
  const about = blocks.flatMap((block) => (byBlock.get(block) ?? []).map((found) => ({ ...found, placed: true })))
  const behind = [...byBlock].flatMap(([block, found]) => (block === undefined ? [] : [[block, mark(found)] as const]))
  const others = (byBlock.get(undefined) ?? []).map((found) => ({ ...found, placed: false }))
  return { behind: new Map(behind), findings: [...about, ...others] }
}

/** Which block stands first at each of the wanted lines. */
function placesOf(blocks: readonly Block[], wanted: ReadonlySet<string>): ReadonlyMap<string, Block> {
  const places = new Map<string, Block>()
  if (wanted.size === 0) return places
  for (const block of blocks) {
    const { file, endLine } = block.span
    for (let { line } = block.span; line <= endLine; line++) {
      const place = placeOf(file, line)
      if (wanted.has(place) && !places.has(place)) places.set(place, block)
    }
  }
  return places
}

function placeOf(file: string, line: number): string {
  return `${file}:${line}`
}

function mark(found: readonly Finding[]): string {
  return `\n<div${attributes({ 'data-findings': found.map(({ code }) => code).join(' ') })} data-added></div>`
}
