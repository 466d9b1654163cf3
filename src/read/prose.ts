/** The first prose under a heading, for what has no request line. */
import type { Paragraph } from '../model/page.ts'
import type { Part, Unit } from './units.ts'

/** The first paragraph that is neither a label nor an address; undefined where there is none. */
export function proseOf(unit: Unit): string | undefined {
  return proseIn(unit.parts.filter((part) => part.role === undefined || part.role === 'note'))
}

/** As `proseOf`, of some parts. */
export function proseIn(parts: readonly Part[]): string | undefined {
  const paragraphs = parts.flatMap((part) => part.blocks.filter((block) => block.kind === 'paragraph'))
  return paragraphs.find(isProse)?.text.replaceAll(/\s+/g, ' ').trim()
}

/** No single word, no bold label, nothing that announces what follows, no `Topic: /x`. */
function isProse({ text, html }: Paragraph): boolean {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  if (!/\s|[^\p{ASCII}]/u.test(plain) || /[:：]$/.test(plain)) return false
  return !/^<(strong|b)>[^<]*<\/\1>$/.test(html.trim()) && !/^[\p{L} ]{1,40}[:：]\s*\S+$/u.test(plain)
}
