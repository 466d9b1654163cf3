/** Shell samples that no shell can run: an open quote, a URL in place of a command, headers told in prose. */
import { finding, type Finding } from '../../finding.ts'
import type { Code } from '../../model/page.ts'
import type { Rule } from './lint.ts'
import { inCodes, lineOf } from './look.ts'

export const shellQuote: Rule = ({ page }) => quoteIn(page)

const quoteIn = inCodes((code) => (isShell(code) ? openQuote(code) : []))

export const shellNoCommand: Rule = ({ page }) => noCommandIn(page)

const noCommandIn = inCodes((code) => (isShell(code) ? pseudo(code) : []))

function isShell(code: Code): boolean {
  return /^(?:shell|bash|sh)$/.test(code.language) && !code.text.includes('<%') && !/<<-?\s*['"]?\w/.test(code.text)
}

/** The quote that is open at the end, where a command with `curl` left it so. */
function openQuote(code: Code): Finding[] {
  const open = quoteOpenAtEnd(code.text)
  if (open === undefined) return []
  const before = code.text.slice(0, open.at).split('\n')
  const line = before.length - 1
  const shown = code.text.slice(open.at, open.at + 40).split('\n')[0] ?? ''
  const message = `The quote that begins with \`${shown.replaceAll('`', "'")}\` is never closed.`
  return [finding('shell-quote', lineOf(code, line, (before.at(-1)?.length ?? 0) + 1), message)]
}

/** Follows quotes from the first `curl` on; an apostrophe inside a word outside of quotes ends the following. */
function quoteOpenAtEnd(text: string): { at: number } | undefined {
  let open: { quote: string; at: number } | undefined
  const start = text.search(/^[ \t]*(?:\$ )?curl\b/m)
  if (start < 0) return undefined
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '\\' && open?.quote !== "'") at++
    else if (open !== undefined) open = char === open.quote ? undefined : open
    else if (char === '#' && /[\s]/.test(text[at - 1] ?? '\n')) at = endOfLine(text, at)
    else if (char === '"' || char === "'") open = { quote: char, at }
  }
  return open
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Of lines without the space around them. */
const URL_ALONE = /^(["'])https?:\/\/[^"']+\1\s*\\?$/
const HEADERS_TOLD = /^(?:(?:in|with|and|the)\s)?(?:request |http )?headers? ?:(?!.*[-]H\b)/i

/** Once a block: the first line that is no command and does not go on with one. */
function pseudo(code: Code): Finding[] {
  if (/^\s*[{[]/.test(code.text)) return []
  const lines = code.text.split('\n')
  const found: Finding[] = []
  for (const [at, line] of lines.entries()) {
    const goesOn = /[\\|({,]$/.test(lines[at - 1]?.trimEnd() ?? '') || code.text.includes('curl')
    const what = goesOn
      ? undefined
      : URL_ALONE.test(line.trim())
        ? 'a URL alone'
        : HEADERS_TOLD.test(line.trim())
          ? 'a description'
          : undefined
    if (what !== undefined)
      found.push(
        finding(
          'shell-no-command',
          lineOf(code, at, line.search(/\S/) + 1),
          `\`${line.trim().slice(0, 60)}\` is ${what}, no command.`,
        ),
      )
  }
  return found.slice(0, 2)
}
