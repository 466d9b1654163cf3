/** The edit that mends a closing fence on the line of the last brace: a line break before it. */
import type { Finding, Fix } from '../../finding.ts'
import type { Page } from '../../model/page.ts'
import { linesOf } from './place.ts'

/** Findings come from where Markdown is read, which knows nothing of edits; this adds them. */
export function withFix(found: Finding, page: Page): Finding {
  if (found.code !== 'fence-glued') return found
  const { file, line, endLine } = found.span
  for (let at = line; at <= endLine; at++) {
    const text = linesOf(page, file)[at - 1] ?? ''
    const match = /[ \t]*(`{3,}|~{3,})[ \t]*$/.exec(text)
    // In a quote or a list the fence needs more before it than a line break.
    if (match === null || match.index === 0 || /^\s*(?:>|[*+-] )/.test(text)) continue
    const fix: Fix = { line: at, column: match.index + 1, from: match[0], to: `\n${match[1] ?? ''}` }
    return { ...found, fix: [fix] }
  }
  return found
}
