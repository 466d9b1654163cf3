/** Fences with a second word behind them, which Redcarpet does not take for fences. */
import { finding, type Finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { blocksOf } from './look.ts'
import { linesOf } from './place.ts'

const TWO_WORDS = /^ {0,3}(?:`{3,}|~{3,}) *([\w+#-]+)[ \t]+(?!`)([^`]*\S)[ \t]*$/

export const fenceWord: Rule = ({ page }) =>
  blocksOf(page).flatMap((block): Finding[] => {
    if (block.kind !== 'paragraph') return []
    const { file, line, endLine } = block.span
    const lines = linesOf(page, file)
    for (let at = line; at <= endLine; at++) {
      const match = TWO_WORDS.exec(lines[at - 1] ?? '')
      if (match === null) continue
      const message = `\`${match[1]} ${match[2]}\` is more than one word, so this fence opens no code.`
      const span = { file, line: at, column: (lines[at - 1] ?? '').search(/\S/) + 1, endLine: at }
      return [finding('fence-word', span, message, `Keep \`${match[1]}\` only.`)]
    }
    return []
  })
