/** Paragraphs, and headings underlined with `===` or `---`: the last line above the underline is the heading. */
import type { Block, Paragraph } from '../../../model/page.ts'
import type { Match } from '../block-rule.ts'
import { readInline } from '../inline/index.ts'
import { isBlank, type Line } from '../lines.ts'
import type { Region } from '../region.ts'
import { spanOf, type Scope } from '../scope.ts'
import { isHeading, makeHeading } from './heading.ts'
import { quotePrefix } from './quote.ts'
import { isRule } from './horizontal-rule.ts'

/** Takes whatever stands there. */
export function paragraph({ lines }: Region, at: number, scope: Scope): Match {
  let end = at + 1
  while (end < lines.length && !endsParagraph(lines[end]?.text ?? '')) end++
  const under = lines[end]
  const level = underlineLevel(under?.text ?? '')
  if (level === 0) return { blocks: paragraphs(lines.slice(at, end), scope), next: end }
  const title = lines[end - 1] as Line // the line at `at`, if no later one
  const above = paragraphs(lines.slice(at, end - 1), scope)
  return { blocks: [...above, makeHeading(title.text, level, spanOf(scope, title, under), scope)], next: end + 1 }
}

/** 1 for a line of `=` only, 2 for one of `-` only, else 0. Spaces may follow. */
export function underlineLevel(text: string): 0 | 1 | 2 {
  const mark = text[0]
  if (mark !== '=' && mark !== '-') return 0
  let end = 1
  while (text[end] === mark) end++
  if (!isBlank(text.slice(end))) return 0
  return mark === '=' ? 1 : 2
}

/** A paragraph of these lines; undefined if nothing is to be seen of it. */
export function makeParagraph(lines: readonly Line[], tight: boolean, scope: Scope): Paragraph | undefined {
  const { html, text, codes } = readInline(lines.map((line) => line.text).join('\n'), scope)
  const shown = html.trim()
  if (shown === '') return undefined
  const span = spanOf(scope, lines[0] as Line, lines.at(-1)) // callers pass one line at least
  return { kind: 'paragraph', tight, html: shown, text: text.trim(), codes, span }
}

function paragraphs(lines: readonly Line[], scope: Scope): Block[] {
  const made = lines.length === 0 ? undefined : makeParagraph(lines, false, scope)
  return made === undefined ? [] : [made]
}

function endsParagraph(text: string): boolean {
  return isBlank(text) || isHeading(text) || underlineLevel(text) !== 0 || isRule(text) || quotePrefix(text) > 0
}
