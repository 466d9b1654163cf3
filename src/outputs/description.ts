/** What a page is about, in a sentence or two. */
import type { Page } from '../model/page.ts'
import { deep } from '../model/walk.ts'

const LONGEST = 200

/** The page's own description, else its first paragraph, cut at a word; undefined where it has neither. */
export function descriptionOf({ description, blocks }: Pick<Page, 'description' | 'blocks'>): string | undefined {
  const own = description?.trim()
  if (own) return own
  for (const block of deep(blocks)) {
    const text = block.kind === 'paragraph' ? block.text.replaceAll(/\s+/g, ' ').trim() : ''
    if (text.length > SHORTEST)
      return text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST))} …`
  }
  return undefined
}

/** Shorter paragraphs are labels and request lines. */
const SHORTEST = 20
