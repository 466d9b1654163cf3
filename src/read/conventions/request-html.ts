/** A request in HTML: `<i class="label">GET</i> <h6>/path</h6>`, in a block that says nothing else. */
import { METHODS } from '../../model/contract.ts'
import type { Block } from '../../model/page.ts'
import { plainText } from '../html-tables.ts'
import { statements } from '../requests/statement.ts'
import type { Convention, Request } from './convention.ts'

const LONGEST = 2000
const METHOD = new RegExp(`^(?:${METHODS.join('|')})\\s`)

export const requestHtml: Convention = (unit) => unit.parts.flatMap((part) => part.blocks.flatMap(inBlock))

function inBlock(block: Block): Request[] {
  if (block.kind !== 'html' || block.html.length > LONGEST) return []
  // Placeholders in angle brackets are tags to nobody but this reader.
  const html = block.html.replaceAll(
    /<(?=[A-Za-z_-]+>)(?!\/?(?:div|i|h[1-6]|span|p|b|em|strong|code|pre|br|a|td|tr|th|li|ul)\b)([\w-]+)>/g,
    '{$1}',
  )
  const text = plainText(html)
  return METHOD.test(text)
    ? statements(text).map(({ method, target }) => ({
        kind: 'request',
        method,
        target,
        from: 'line',
        span: block.span,
      }))
    : []
}
