/** What the rules share while one file is read. */
import type { Finding, Span } from '../../finding.ts'
import type { Block, Tab } from '../../model/page.ts'
import { MovingSpan, type Origin } from '../../model/spans.ts'
import { columnOf, indentOf, type Line } from './lines.ts'
import type { References } from './references.ts'

/** Where a text comes from: the file and the line number (from 1) on which the text starts in it. */
export type Place = { readonly file: string; readonly firstLine: number }

/**
 * The state of the reading of one stretch of a file. Findings grow; the budget falls with every character that
 * was looked at in vain (an unclosed bracket, mark or tag), and at zero such characters are plain text. Pages never come
 * near it; it is what keeps hostile text linear.
 */
export type Scope = {
  readonly file: string
  readonly tabs: readonly Tab[]
  readonly references: References
  /** Where the stretch begins that is read, if its places are to move along with it. */
  readonly origin: Origin | undefined
  readonly findings: Finding[]
  readonly budget: { left: number }
  /** Reads lines into blocks: what lists and quotes do with their content. */
  readonly readBlocks: ReadBlocks
  /** How many lists and quotes are open. */
  readonly depth: number
}

export type ReadBlocks = (lines: readonly Line[], scope: Scope) => Block[]

/** Lists and quotes nested deeper than this are read as paragraphs, emphasis and links as plain text. */
export const MAX_DEPTH = 32

const BASE_BUDGET = 2_000_000
const BUDGET_PER_CHARACTER = 8

/** What a file of so many characters may cost. */
export function openBudget(size: number): Scope['budget'] {
  return { left: BASE_BUDGET + BUDGET_PER_CHARACTER * size }
}

/** Begins to read a stretch. */
export function openScope(start: Omit<Scope, 'findings' | 'depth'>): Scope {
  return { ...start, findings: [], depth: 0 }
}

/** The blocks of what stands inside a list item or a quote. */
export function readInside(lines: readonly Line[], scope: Scope): Block[] {
  return scope.readBlocks(lines, { ...scope, depth: scope.depth + 1 })
}

/** Pays for a search of `length` characters that found nothing; returns that nothing. */
export function pay(scope: Scope, length: number): undefined {
  scope.budget.left -= length
}

/** A place that moves with its stretch where that is remembered. */
export function placeIn({ file, origin }: Scope, column: number, first: Line, last: Line = first): Span {
  if (origin === undefined) return { file, line: first.number, column, endLine: last.number }
  return new MovingSpan(file, column, origin, [first.number - origin.line, last.number - origin.line])
}

/** The span from a line's first character that is not a space to the end of `last`. */
export function spanOf(scope: Scope, first: Line, last: Line = first): Span {
  return placeIn(scope, columnOf(first, indentOf(first.text)), first, last)
}
