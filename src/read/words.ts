/** All that a unit says, as one text: what stands in prose, tables and code together. */
import type { Block } from '../model/page.ts'
import { onceEach } from '../model/remember.ts'
import { textOf, type Unit } from './units.ts'

const MOST_TEXT = 40_000

/** The text of a unit, cut off where it is very long. Code spans come again with their marks, which plain text lacks. */
export const wordsOf: (unit: Unit) => string = onceEach(({ parts }: Unit) =>
  parts
    .flatMap((part) => part.blocks.map(words))
    .join('\n')
    .slice(0, MOST_TEXT),
)

function words(block: Block): string {
  if (block.kind === 'code') return block.text
  if (block.kind === 'quote') return block.blocks.map(words).join('\n')
  if (block.kind === 'list') return block.items.flatMap((item) => item.blocks.map(words)).join('\n')
  if (block.kind === 'paragraph') return [block.text, ...block.codes.map((code) => `\`${code}\``)].join('\n')
  if (block.kind !== 'table') return textOf([block])
  return block.rows.map((row) => `|${row.map((cell) => cell.text).join(' | ')}|`).join('\n')
}
