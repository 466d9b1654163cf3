/** The parts of a page that are published each by itself: one for every heading of the first two levels. */
import type { Block, Heading } from '../../model/page.ts'
import type { PageReading } from '../../model/reading.ts'
import { sectionPath } from '../twin.ts'

export type Part = { readonly heading: Heading; readonly blocks: readonly Block[]; readonly path: string }

/** In page order; the blocks of a part are those up to the next heading of its level or above. Raw HTML names none. */
export function parts({ page: { blocks }, path }: Pick<PageReading, 'page' | 'path'>): Part[] {
  const open: { heading: Heading; blocks: Block[] }[] = []
  const all: { heading: Heading; blocks: Block[] }[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') {
      while ((open.at(-1)?.heading.level ?? 0) >= block.level) open.pop()
      if (block.level <= 2) {
        const part = { heading: block, blocks: [] }
        open.push(part)
        all.push(part)
      }
    }
    for (const part of open) part.blocks.push(block)
  }
  return all
    .filter(({ heading }) => NAME.test(heading.id))
    .map((part) => ({ ...part, path: sectionPath(path, part.heading.id) }))
}

/** Ids that can be the name of a file anywhere. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_-]{0,120}$/u
