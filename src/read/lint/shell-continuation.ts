/** `curl "…"` with `-H …`, or its address, on the next line and no backslash between them. */
import { finding, type Finding, type Fix } from '../../finding.ts'
import type { Code, Page } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Rule } from './lint.ts'
import { blocksOf, lineOf } from './look.ts'
import { linesOf } from './place.ts'

export const shellContinuation: Rule = ({ page }) =>
  blocksOf(page).flatMap((block) =>
    block.kind === 'code' && /^(?:shell|bash|sh)$/.test(block.language) ? inCode(block, page) : [],
  )

/** One finding for each command, at the first line that should have gone on; its edits are those of all its lines. */
function inCode(code: Code, page: Page): Finding[] {
  return brokenIn(code).map(({ first, next, all }) => {
    const fix = all.flatMap((at) => withBackslash(code, at, page))
    const found = tell(code, first, next)
    return fix.length === 0 ? found : { ...found, fix }
  })
}

const brokenIn = onceEach(({ text }: Code): readonly Broken[] => brokenLines(text.split('\n')))

type Broken = { readonly first: Line; readonly next: string; readonly all: number[] }
type Line = { readonly at: number; readonly text: string }

/** The commands with lines that should go on, and those lines, from 0. */
function brokenLines(lines: readonly string[]): Broken[] {
  const found: Broken[] = []
  let quote = ''
  let command = false
  let told: Broken | undefined
  let addressed = false
  for (const [at, text] of lines.entries()) {
    const starts = quote === ''
    if (starts && !continues(lines[at - 1]) && !/^\s*-/.test(text))
      [command, told, addressed] = [/\bcurl\b/.test(text) && !/^\s*#/.test(text), undefined, false]
    quote = quoteAfter(text, quote)
    addressed ||= /:\/\//.test(text)
    const next = lines[at + 1]
    if (!command || quote !== '' || continues(text) || next === undefined) continue
    if (!/^\s*--?[A-Za-z]/.test(next) && (addressed || !ADDRESS.test(next))) continue
    if (told === undefined) found.push((told = { first: { at, text }, next: next.trim(), all: [at] }))
    else told.all.push(at)
  }
  return found
}

/** Nothing but an address, of which a command has one. */
const ADDRESS = /^\s*["']?https?:\/\/\S+\s*$/

function continues(line: string | undefined): boolean {
  return line !== undefined && /\\\s*$/.test(line)
}

/** The quote that is still open after a line. */
function quoteAfter(line: string, open: string): string {
  let quote = open
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? ''
    if (char === '\\' && quote !== "'") at++
    else if (quote === '' && (char === '"' || char === "'")) quote = char
    else if (char === quote) quote = ''
    else if (char === '#' && quote === '' && /^\s*$/.test(line.slice(0, at))) break
  }
  return quote
}

function tell(code: Code, { at, text }: Line, next: string): Finding {
  const shown = next.length > 40 ? `${next.slice(0, 40)}…` : next
  return finding(
    'shell-continuation',
    lineOf(code, at, text.trimEnd().length + 1),
    `The command ends here, so the shell takes \`${shown}\` in the next line for another command.`,
  )
}

/** The edit stands at the end of the source line, which may be indented otherwise than the code. */
function withBackslash(code: Code, at: number, page: Page): Fix[] {
  const { file, line } = lineOf(code, at)
  const text = linesOf(page, file)[line - 1] ?? ''
  const end = text.trimEnd().length
  // A backslash there already, or a comment, is nothing that an edit at the end mends.
  if (end === 0 || /\\$|\s#/.test(text.slice(0, end))) return []
  // A slash behind the closing quote is a backslash that leans the wrong way.
  const kept = /["']\s*\/$/.test(text.slice(0, end)) ? text.slice(0, end - 1).trimEnd().length : end
  return [{ line, column: kept, from: text.slice(kept - 1), to: `${text[kept - 1] ?? ''} \\` }]
}
