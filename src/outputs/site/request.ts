/** Request lines: a paragraph that is nothing but `GET https://host/path` reads as one. The text stays as it is. */
import type { Block, Paragraph } from '../../model/page.ts'

const LINE = /^<code>(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(\s+)(\S.*)<\/code>$/s
const ORIGIN = /^[a-z]+:\/\/[^/\s<&]+/
const VARIABLE = /&lt;[\w.-]+&gt;|\{[\w.-]+\}|(?<=\/):[A-Za-z_]\w*/g

/** What is longer does not fit on a phone: it breaks between its parts there, or between the words of one. */
const NARROW = 56
const SEAM = /(?<=[^<]\/|_)(?=.)/g

/** True for the paragraphs that `requestLine` draws. */
export function isRequestLine(block: Block): block is Paragraph {
  return block.kind === 'paragraph' && LINE.test(block.html.trim())
}

/** The HTML of a request line with its buttons, undefined for any other paragraph. */
export function requestLine(paragraph: Paragraph, buttons = ''): string | undefined {
  const match = LINE.exec(paragraph.html.trim())
  if (match === null) return undefined
  const [, method = '', space = ' ', address = ''] = match
  const origin = ORIGIN.exec(address)?.[0] ?? ''
  const marked = address.slice(origin.length).replaceAll(VARIABLE, '<var>$&</var>')
  const path = address.length <= NARROW ? marked : marked.replaceAll(SEAM, '<wbr>')
  const host = origin === '' ? '' : `<span class="origin">${origin}</span>`
  return `<p class="request"><code>${methodMark(method)}${space}${host}${path}</code>${buttons}</p>`
}

/** A method in its colour; `added` where the site says it and not the author. */
export function methodMark(method: string, added = false): string {
  return `<b class="method" data-method="${method.toLowerCase()}"${added ? ' data-added' : ''}>${method}</b>`
}
