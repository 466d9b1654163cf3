/**
 * Blocks with something about them changed. The same change of the same block gives the same object again, and no change the
 * block itself: what is known of an object stays known when a page is read once more.
 */
import type { Block, Heading, Html, Inline } from './page.ts'
import { latestEach } from './remember.ts'

/** The list with each item as `change` has it; the list itself where nothing changes. */
export function changed<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const result = items.map(change)
  return result.every((item, at) => item === items[at]) ? items : result
}

/** What holds blocks (a quote, a box, a list), with those inside as `change` has them; any other block as it is. */
export function inside(block: Block, change: (block: Block) => Block): Block {
  if (block.kind === 'quote' || block.kind === 'box') {
    const blocks = changed(block.blocks, change)
    return blocks === block.blocks ? block : { ...block, blocks }
  }
  if (block.kind !== 'list') return block
  const items = changed(block.items, (item) => {
    const blocks = changed(item.blocks, change)
    return blocks === item.blocks ? item : { ...item, blocks }
  })
  return items === block.items ? block : { ...block, items }
}

/** A heading with another id. */
export function withId(heading: Heading, id: string): Heading {
  return id === heading.id ? heading : ids(heading, [id], () => ({ ...heading, id }))
}

const ids = latestEach<Heading, Heading>()

/** Inline content or raw HTML with other HTML. */
export function withHtml<Content extends Html | Inline>(content: Content, html: string): Content {
  if (html === content.html) return content
  return htmls(content, [html], () => ({ ...content, html })) as Content // a copy has the type of what it copies
}

const htmls = latestEach<Html | Inline, Html | Inline>()
