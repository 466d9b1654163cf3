/** Headings wherever they stand: Markdown's own and those of raw HTML, at any depth. */
import type { Block, Html } from '../../model/page.ts'
import { textOf } from './html.ts'

/** A heading as the table of contents needs it. Raw HTML may leave out the id. */
export type Title = { readonly level: number; readonly id: string | undefined; readonly text: string }

const RAW = /<h([1-6])(\s[^>]*)?>([\s\S]*?)<\/h\1>/gi
const ID = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i

/** Every heading of these blocks and of the blocks inside them, in page order. */
export function headings(blocks: readonly Block[]): readonly Title[] {
  return blocks.flatMap(headingsIn)
}

/** Those that one block is or holds. */
export function headingsIn(block: Block): readonly Title[] {
  switch (block.kind) {
    case 'heading':
      return [{ level: block.level, id: block.id, text: block.text }]
    case 'html':
      return rawHeadings(block)
    case 'quote':
    case 'box':
      return headings(block.blocks)
    case 'list':
      return block.items.flatMap((item) => headings(item.blocks))
    case 'paragraph':
    case 'code':
    case 'table':
    case 'rule':
      return NONE
  }
}

const NONE: readonly Title[] = []

/** The headings in a raw HTML block, comments left out. */
export function rawHeadings(block: Html): Title[] {
  if (!/<h[1-6]/i.test(block.html)) return []
  const html = block.html.replaceAll(/<!--[\s\S]*?-->/g, '')
  return [...html.matchAll(RAW)].map(([, level, list = '', inner = '']) => ({
    level: Number(level),
    id: idOf(list),
    text: textOf(inner),
  }))
}

/** The heading that a block is or begins with, if any. */
export function opening(block: Block): Title | undefined {
  if (block.kind === 'heading') return { level: block.level, id: block.id, text: block.text }
  if (block.kind !== 'html' || !/^\s*<h[1-6][\s>]/i.test(block.html)) return undefined
  return rawHeadings(block)[0]
}

function idOf(list: string): string | undefined {
  const match = ID.exec(list)
  return match?.[1] ?? match?.[2] ?? match?.[3]
}
