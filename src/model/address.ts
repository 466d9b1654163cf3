/** The page as it reads where its API runs: samples call the address at which they are read. */
import { changed, inside } from './edited.ts'
import type { Block, Cell, Inline, Page } from './page.ts'
import { latestEach } from './remember.ts'

/**
 * The page with `address` in place of `server` in all that is code. Both are URLs without a slash at the end.
 * Prose and links stay as they are: what they name is the author's.
 */
export function atAddress(page: Page, server: string, address: string): Page {
  const move = mover(server, address)
  return { ...page, blocks: changed(page.blocks, (block) => known(block, [server, address], () => moved(block, move))) }
}

/** A block that is moved again is the object that it was moved to before. */
const known = latestEach<Block, Block>()

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
    case 'code': {
      const text = move(block.text)
      return text === block.text ? block : { ...block, text }
    }
    case 'quote':
    case 'box':
    case 'list':
      return inside(block, (one) => moved(one, move))
    case 'table': {
      const rows = changed(block.rows, (row) => changed(row, (cell): Cell => inline(cell, move)))
      return rows === block.rows ? block : { ...block, rows }
    }
  }
}

function inline<T extends Inline>(content: T, move: Move): T {
  if (content.codes.length === 0) return content
  const html = content.html.replaceAll(/<code>[^<]*<\/code>/g, move)
  return html === content.html ? content : { ...content, html, codes: content.codes.map(move) }
}
