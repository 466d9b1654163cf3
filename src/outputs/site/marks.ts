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
  const blockAt = placesOf(blocks, findings)
  const byBlock = Map.groupBy(findings, blockAt)
  const about = blocks.flatMap((block) => (byBlock.get(block) ?? []).map((found) => ({ ...found, placed: true })))
  const behind = [...byBlock].flatMap(([block, found]) => (block === undefined ? [] : [[block, mark(found)] as const]))
  const others = (byBlock.get(undefined) ?? []).map((found) => ({ ...found, placed: false }))
  return { behind: new Map(behind), findings: [...about, ...others] }
}

/** Which block stands first at the line of each finding. */
function placesOf(blocks: readonly Block[], findings: readonly Finding[]): (found: Finding) => Block | undefined {
  const files = Map.groupBy(findings, ({ span }) => span.file)
  const wanted = new Map([...files].map(([file, found]) => [file, new Set(found.map(({ span }) => span.line))]))
  const places = new Map([...files.keys()].map((file) => [file, new Map<number, Block>()]))
  for (const block of blocks) {
    const { file, endLine } = block.span
    const [lines, known] = [wanted.get(file), places.get(file)]
    if (lines === undefined || known === undefined) continue
    for (let { line } = block.span; line <= endLine; line++)
      if (lines.has(line) && !known.has(line)) known.set(line, block)
  }
  return ({ span }) => places.get(span.file)?.get(span.line)
}

function mark(found: readonly Finding[]): string {
  return `\n<div${attributes({ 'data-findings': found.map(({ code }) => code).join(' ') })} data-added></div>`
}
