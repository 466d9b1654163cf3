/** Requests that the page has signed in a way that is not known here: nobody checks it, which who runs the API has to know. */
import { finding } from '../../finding.ts'
import { areSigned } from '../../model/security.ts'
import type { Block } from '../../model/page.ts'
import { aboutWebhooks, isAuthentication } from '../headings.ts'
import { textOf } from '../units.ts'
import type { Rule } from './lint.ts'
import { unitsOf } from './look.ts'

/** A header that carries one, or the words for how it is made. */
const SIGNED = /\b((?:[A-Za-z]\w*-)+sign(?:ature)?)\b|\b(hmac(?:[-_ ]?sha[-_ ]?\d+)?)\b/i
const MOST_TEXT = 20_000

export const signatureUnchecked: Rule = ({ page, contract }) => {
  if (contract.operations.length === 0 || contract.security.length === 0 || areSigned(contract.security)) return []
  for (const unit of unitsOf(page)) {
    const headings = [unit.heading, ...unit.above]
    const about = headings.some((heading) => heading !== undefined && isAuthentication(heading.text))
    if (!about || aboutWebhooks(headings)) continue
    for (const block of unit.parts.flatMap((part) => part.blocks)) {
      const name = SIGNED.exec(wordsOf(block).slice(0, MOST_TEXT))?.[0]
      if (name === undefined) continue
      const message = `Requests are signed (\`${name}\`), and the page does not say how in a known way: the other credentials let a caller in.`
      return [finding('signature-unchecked', block.span, message)]
    }
  }
  return []
}

function wordsOf(block: Block): string {
  if (block.kind === 'code') return block.text
  if (block.kind !== 'table') return textOf([block])
  return block.rows.flatMap((row) => row.map((cell) => cell.text)).join('\n')
}
