/** `> text`: goes on over every line that is not blank; its content is read as blocks. */
import type { Match } from '../block-rule.ts'
import { cutLine, indentOf, isBlank, type Line } from '../lines.ts'
import type { Region } from '../region.ts'
import { MAX_DEPTH, readInside, spanOf, type Scope } from '../scope.ts'

/** The rule. */
export function quote({ lines }: Region, at: number, scope: Scope): Match | undefined {
  const first = lines[at]
  if (first === undefined || quotePrefix(first.text) === 0 || scope.depth >= MAX_DEPTH) return undefined
  const { inside, next } = collect(lines, at)
  const blocks = readInside(inside, scope)
  const last = inside.findLast((line) => !isBlank(line.text)) ?? first
  return { blocks: [{ kind: 'quote', blocks, span: spanOf(scope, first, last) }], next }
}

/** Length of `>` with its indent and one space, 0 if the line does not begin so. Such a line ends a paragraph. */
export function quotePrefix(text: string): number {
  const start = indentOf(text)
  if (start > 3 || text[start] !== '>') return 0
  return text[start + 1] === ' ' ? start + 2 : start + 1
}

/** Ends at a blank line behind which neither a blank line nor one with `>` stands; that blank line is taken too. */
function collect(lines: readonly Line[], at: number): { inside: Line[]; next: number } {
  const inside: Line[] = []
  for (let next = at; next < lines.length; next++) {
    const line = lines[next] as Line // the loop's bound
    const prefix = quotePrefix(line.text)
    if (prefix === 0 && isBlank(line.text) && endsBefore(lines[next + 1])) return { inside, next: next + 1 }
    inside.push(cutLine(line, prefix))
  }
  return { inside, next: lines.length }
}

function endsBefore(line: Line | undefined): boolean {
  return line === undefined || (quotePrefix(line.text) === 0 && !isBlank(line.text))
}
