/** The page as it reads where its API runs: samples call the address at which they are read. */
import type { Block, Cell, Inline, Page } from './page.ts'

/**
 * The page with `address` in place of `server` in all that is code. Both are URLs without a slash at the end.
 * Prose and links stay as they are: what they name is the author's.
 */
export function atAddress(page: Page, server: string, address: string): Page {
  const move = mover(server, address)
  return { ...page, blocks: page.blocks.map((block) => moved(block, move)) }
}

type Move = (text: string) => string

/** Moves whole addresses only: `http://a.com` is not a part of `http://a.com.org`. */
function mover(server: string, address: string): Move {
  const whole = new RegExp(`${RegExp.escape(server)}(?![\\w.:-])`, 'g')
  return (text) => (text.includes(server) ? text.replaceAll(whole, () => address) : text)
}

function moved(block: Block, move: Move): Block {
  switch (block.kind) {
    case 'heading':
    case 'html':
    case 'rule':
      return block
    case 'paragraph':
      return inline(block, move)
    case 'code':
      return { ...block, text: move(block.text) }
    case 'quote':
    case 'box':
      return { ...block, blocks: block.blocks.map((one) => moved(one, move)) }
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({ ...item, blocks: item.blocks.map((one) => moved(one, move)) })),
      }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map((cell): Cell => inline(cell, move))) }
  }
}

function inline<T extends Inline>(content: T, move: Move): T {
  if (content.codes.length === 0) return content
  const html = content.html.replaceAll(/<code>[^<]*<\/code>/g, move)
  return html === content.html ? content : { ...content, html, codes: content.codes.map(move) }
}
