/** Lists, tables and fences right below a line of text: Redcarpet takes them for part of the paragraph. */
import { finding, type Span } from '../../finding.ts'
import type { Html, Paragraph } from '../../model/page.ts'
import { within } from '../../model/spans.ts'
import type { Rule } from './lint.ts'
import { inBlocks } from './look.ts'

export const blockSwallowed: Rule = ({ page }) =>
  swallowed(page).map(({ span, message, cure }) => finding('block-swallowed', span, message(), cure))

/** The message says lines, which may be others after an edit. */
type Swallowed = { readonly span: Span; readonly message: () => string; readonly cure?: string }

const swallowed = inBlocks((block, lines): readonly Swallowed[] => {
  if (block.kind === 'paragraph') return inParagraph(block, lines)
  return block.kind === 'html' ? inHtml(block) : []
})

/** What a line begins, if a blank line stood before it. */
const BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ['fence', /^ {0,3}(?:```+|~~~+) *(?:\{[^}]*\}|[^\s`]*) *$/],
  ['list', /^ {0,3}(?:[*+-]|\d{1,3}[.)])[ \t]+\S/],
  ['table', /^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$/],
]

/** One finding a paragraph: of its later lines, the first that begins something. */
function inParagraph({ span }: Paragraph, lines: readonly string[]): Swallowed[] {
  for (let at = 1; at < lines.length; at++) {
    const text = lines[at] ?? ''
    const kind = BEGINNINGS.find(([, pattern]) => pattern.test(text))?.[0]
    if (kind === undefined || !isMeant(kind, lines, at)) continue
    // A table begins with its head, the line above the rule.
    const line = at - (kind === 'table' ? 1 : 0)
    const message = (): string =>
      `This ${kind} is shown as running text, because it follows the line above without a blank line.`
    return [{ span: within(span, line, line, text.search(/\S/) + 1), message }]
  }
  return []
}

/** An HTML block that goes on to a later closing tag, and a heading between them. */
function inHtml({ html, span }: Html): Swallowed[] {
  if (/<(?:pre|script|style|textarea)\b|^\s*<!--/i.test(html)) return []
  const lines = html.split('\n')
  const at = lines.findIndex((line, index) => /^#{1,6} *[\p{L}\d`]/u.test(line) && lines[index - 1]?.trim() === '')
  if (at < 0) return []
  const message = (): string =>
    `This heading is shown as text: it stands inside the HTML that begins in line ${span.line} and ends in line ${span.endLine}.`
  const cure = 'Put the closing tag of the HTML before it at the start of a line, followed by a blank line.'
  return [{ span: within(span, at, at, 1), message, cure }]
}

/** A line of running text may begin with a dash or a number; a list begins where a sentence ends or goes on in kind. */
function isMeant(kind: string, lines: readonly string[], at: number): boolean {
  if (kind === 'table') return at > 1
  if (kind !== 'list') return true
  const next = lines[at + 1] ?? ''
  const mark = /^\s*([*+-]|\d)/.exec(lines[at] ?? '')?.[1] ?? ''
  return (
    /[:：]\s*(?:<br *\/?>)?\s*$/.test(lines[at - 1] ?? '') ||
    next.trimStart().startsWith(`${mark} `) ||
    isNext(mark, next)
  )
}

function isNext(mark: string, next: string): boolean {
  return /\d/.test(mark) && new RegExp(`^\\s*${Number(mark) + 1}[.)]`).test(next)
}
