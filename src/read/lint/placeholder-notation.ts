/** `<:name>`, `{:name}`, `<{name}>`: two notations at once. */
import { finding, type Finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { capped } from './look.ts'
import { linesOf } from './place.ts'

const MIXED = /\/(<:[\w-]+>|\{:[\w-]+\}|<\{[\w-]+\}>|\{<[\w-]+>\}|\[:[\w-]+\]|:\{[\w-]+\})/

export const placeholderNotation: Rule = ({ page, contract, trace }) =>
  capped(
    contract.operations.flatMap((operation): Finding[] => {
      const { file, line } = operation.span
      const text = trace.lines.has(operation.key) ? (linesOf(page, file)[line - 1] ?? '') : ''
      const match = MIXED.exec(text)
      if (match === null) return []
      const [written = '', name = ''] = [match[1], /[\w-]+/.exec(match[1] ?? '')?.[0]]
      const span = { file, line, column: match.index + 2, endLine: line }
      return [finding('placeholder-notation', span, `\`${written}\` mixes two notations.`, `Write \`<${name}>\`.`)]
    }),
    3,
  )
