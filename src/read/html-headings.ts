/**
 * Headings in HTML as headings of the page: pages that are generated write `<h3 id="…">Parameters</h3>`, and Slate lists
 * them beside the others. Only the conventions see them so; the page keeps its HTML.
 */
import type { Block, Heading, Html } from '../model/page.ts'
import { onceEach } from '../model/remember.ts'
import { within } from '../model/spans.ts'
import { plainText } from './html-tables.ts'

const HEADING = /^\s*<h([1-4])\b([^<>]*)>((?:(?!<\/?h[1-4]\b)[^]){1,1000}?)<\/h\1>/i
const ID = /\bid\s*=\s*(?:"([^"]*)"|'([^']*)')/i

/** The blocks with each HTML heading that has an id as a heading, and what follows it in its block after it. */
export function withHtmlHeadings(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => (block.kind === 'html' ? heading(block) : [block]))
}

const heading = onceEach((block: Html): readonly Block[] => {
  const match = HEADING.exec(block.html.slice(0, 3000))
  const id = match === null ? null : ID.exec(match[2] ?? '')
  if (match === null || id === null) return [block]
  const html = match[3] ?? ''
  const { span } = block
  const found: Heading = {
    kind: 'heading',
    level: Number(match[1]),
    id: id[1] ?? id[2] ?? '',
    html,
    text: plainText(html),
    codes: [],
    span: within(span, 0),
  }
  const rest = block.html.slice(match[0].length)
  return rest.trim() === '' ? [found] : [found, { ...block, html: rest }]
})
