/** All that a unit says, as one text: what stands in prose, tables and code together. */
import type { Block } from '../model/page.ts'
import { onceEach } from '../model/remember.ts'
import { contentsOf, deep } from '../model/walk.ts'
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

/** Whether a unit says one of these words, in its code or beside it. They are in lower case. */
export function mentions(unit: Unit, words: readonly string[]): boolean {
  return says(unit, words) || words.some((word) => shown(unit).includes(word))
}

/**
 * As `mentions`, of all but its code. One look at a text tells what a convention has nothing to look for in, where its patterns
 * would be tried on each block.
 */
export function says(unit: Unit, words: readonly string[]): boolean {
  const text = spoken(unit)
  return words.some((word) => text.includes(word))
}

const spoken = onceEach(({ parts }: Unit) => {
  const contents = parts.flatMap((part) => deep(part.blocks).flatMap(contentsOf))
  const texts = contents.map((one) => ('text' in one ? one.text : one.html))
  return texts.join(' ').replaceAll('\n', ' ').toLowerCase()
})

const shown = onceEach(({ parts }: Unit) => {
  const codes = parts.flatMap((part) => deep(part.blocks).filter((block) => block.kind === 'code'))
  return codes
    .map(({ text }) => text)
    .join('\n')
    .toLowerCase()
})
