/** Walks over the page. Pure helpers, no state. */
import type { Block, Cell, Heading, Html, Paragraph } from './page.ts'

/** A heading and what stands under it: its own blocks up to the next heading, then its sub-sections. */
export type Section = {
  /** Undefined for what stands before the first heading. */
  readonly heading: Heading | undefined
  readonly blocks: readonly Block[]
  readonly children: readonly Section[]
}

type Open = { heading: Heading | undefined; blocks: Block[]; children: Open[] }

/** The sections of a page as a tree; the root holds what stands before the first heading. */
export function sections(blocks: readonly Block[]): Section {
  const root: Open = { heading: undefined, blocks: [], children: [] }
  const path: Open[] = [root]
  for (const block of blocks) {
    if (block.kind === 'heading') path.push(under(path, block))
    else path.at(-1)?.blocks.push(block)
  }
  return root
}

function under(path: Open[], heading: Heading): Open {
  while (path.length > 1 && (path.at(-1)?.heading?.level ?? 0) >= heading.level) path.pop()
  const section: Open = { heading, blocks: [], children: [] }
  path.at(-1)?.children.push(section)
  return section
}

/** A section and all below it, in page order. */
export function* descend(section: Section): Generator<Section> {
  yield section
  for (const child of section.children) yield* descend(child)
}

/** Every block with those inside lists, quotes and boxes, in page order. */
export function deep(blocks: readonly Block[]): Block[] {
  const all: Block[] = []
  collect(blocks, all)
  return all
}

function collect(blocks: readonly Block[], all: Block[]): void {
  for (const block of blocks) {
    all.push(block)
    if (block.kind === 'quote' || block.kind === 'box') collect(block.blocks, all)
    if (block.kind === 'list') for (const item of block.items) collect(item.blocks, all)
  }
}

/** What a block says by itself: text with its HTML, or raw HTML; what stands inside of others is met on its own. */
export function contentsOf(block: Block): readonly (Heading | Paragraph | Html | Cell)[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'html':
      return [block]
    case 'table':
      return [block.head, ...block.rows].flat()
    case 'code':
    case 'list':
    case 'quote':
    case 'box':
    case 'rule':
      return []
  }
}
