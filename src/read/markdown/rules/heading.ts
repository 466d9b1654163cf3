/** `# Heading`: no indent, the space is optional, marks at the end are left out; without text it is nothing. */
import type { Span } from '../../../finding.ts'
import type { Heading } from '../../../model/page.ts'
import type { Match } from '../block-rule.ts'
import { anchor } from '../anchors.ts'
import { readInline } from '../inline/index.ts'
import { indentOf } from '../lines.ts'
import type { Region } from '../region.ts'
import { spanOf, type Scope } from '../scope.ts'

/** The rule. */
export function heading({ lines }: Region, at: number, scope: Scope): Match | undefined {
  const line = lines[at]
  if (line === undefined || !isHeading(line.text)) return undefined
  const level = countMarks(line.text)
  const start = level + indentOf(line.text.slice(level))
  const text = withoutMarks(line.text.slice(start))
  if (text === '') return { blocks: [], next: at + 1 }
  return { blocks: [makeHeading(text, level, spanOf(scope, line), scope)], next: at + 1 }
}

/** Whether a line is a heading of this kind, and so ends a paragraph. */
export function isHeading(text: string): boolean {
  return text.startsWith('#')
}

/** A heading of any kind from its text, its id not yet numbered. */
export function makeHeading(source: string, level: number, span: Span, scope: Scope): Heading {
  const { html, text, codes } = readInline(source, scope)
  return { kind: 'heading', level, id: anchor(html), html: html.trim(), text: text.trim(), codes, span }
}

function countMarks(text: string): number {
  let level = 0
  while (level < 6 && text[level] === '#') level++
  return level
}

function withoutMarks(text: string): string {
  let end = text.length
  while (text[end - 1] === '#') end--
  while (text[end - 1] === ' ') end--
  return text.slice(0, end)
}
