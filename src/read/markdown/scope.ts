/** What the rules share while one file is read. */
import type { Finding, Span } from '../../finding.ts'
import type { Block, Tab } from '../../model/page.ts'
import { anchorCounter } from './anchors.ts'
import { columnOf, indentOf, type Line } from './lines.ts'
import type { References } from './references.ts'

/** Where a text comes from: the file and the line number (from 1) on which the text starts in it. */
export type Place = { readonly file: string; readonly firstLine: number }

/**
 * The state of one file's reading. Findings and the ids that were given grow; the budget falls with every character that
 * was looked at in vain (an unclosed bracket, mark or tag), and at zero such characters are plain text. Pages never come
 * near it; it is what keeps hostile text linear.
 */
export type Scope = {
  readonly file: string
  readonly tabs: readonly Tab[]
  readonly references: References
  /** The id of a heading by its HTML, numbered within the file. */
  readonly anchor: (html: string) => string
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

/** Begins to read a file. */
export function openScope(
  start: Pick<Scope, 'file' | 'tabs' | 'references' | 'readBlocks'> & { readonly size: number },
): Scope {
  const { size, ...rest } = start
  const budget = { left: BASE_BUDGET + BUDGET_PER_CHARACTER * size }
  return { ...rest, anchor: anchorCounter(), findings: [], budget, depth: 0 }
}

/** The blocks of what stands inside a list item or a quote. */
export function readInside(lines: readonly Line[], scope: Scope): Block[] {
  return scope.readBlocks(lines, { ...scope, depth: scope.depth + 1 })
}

/** Pays for a search of `length` characters that found nothing; returns that nothing. */
export function pay(scope: Scope, length: number): undefined {
  scope.budget.left -= length
}

/** The span from a line's first character that is not a space to the end of `last`. */
export function spanOf(scope: Scope, first: Line, last: Line = first): Span {
  return { file: scope.file, line: first.number, column: columnOf(first, indentOf(first.text)), endLine: last.number }
}
