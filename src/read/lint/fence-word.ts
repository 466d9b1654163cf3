/** Fences with a second word behind them, which Redcarpet does not take for fences. */
import { finding, type Finding } from '../../finding.ts'
import { within } from '../../model/spans.ts'
import type { Rule } from './lint.ts'
import { inBlocks } from './look.ts'

const TWO_WORDS = /^ {0,3}(?:`{3,}|~{3,}) *([\w+#-]+)[ \t]+(?!`)([^`]*\S)[ \t]*$/

export const fenceWord: Rule = ({ page }) => found(page)

const found = inBlocks(({ kind, span }, lines): Finding[] => {
  if (kind !== 'paragraph') return []
  for (const [at, line] of lines.entries()) {
    const match = TWO_WORDS.exec(line)
    if (match === null) continue
    const message = `\`${match[1]} ${match[2]}\` is more than one word, so this fence opens no code.`
    const place = within(span, at, at, line.search(/\S/) + 1)
    return [finding('fence-word', place, message, `Keep \`${match[1]}\` only.`)]
  }
  return []
})
