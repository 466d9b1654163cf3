/** Slips of the pen that need no opinion: a word twice, the wrong article. */
import { finding, type Finding, type FindingCode, type Span } from '../../finding.ts'
import type { Block } from '../../model/page.ts'
import { within } from '../../model/spans.ts'
import type { Rule } from './lint.ts'
import { capped, inBlocks } from './look.ts'

/** Words that never stand twice in a row, unlike `that` and `had`. */
const TWICE =
  /(?<![\p{L}\p{N}_'’-])(the|an?|of|to|in|is|are|was|be|and|or|for|with|on|at|by|from|as|this|will|you|your|it|if|can|has|have|not|we|when|which|should|must)[ \t]+\1(?![\p{L}\p{N}_'’.-])/giu
/** A vowel that sounds as `you` takes `a`, a silent h takes `an`. */
const ARTICLE =
  /(?<![\p{L}\p{N}_'-])(an (?:user|users|unique|unit|uniform|union|university|universal|european|one)|a (?:hour|honest|identifier|error|array|object|integer|email|invalid|empty|optional|additional|existing|individual|item|order|account|application|image|event|update|address|amount|endpoint|access|id))(?![\p{L}\p{N}_'’-])/giu

export const wordDoubled: Rule = overText(TWICE, (words) => ({
  code: 'word-doubled',
  message: `\`${words}\` has a word twice.`,
  cure: undefined,
}))

export const articleWrong: Rule = overText(ARTICLE, (words) => {
  const [article = '', noun = ''] = words.split(/\s+/)
  const right = /^an$/i.test(article) ? article.slice(0, 1) : `${article}n`
  return {
    code: 'article-wrong',
    message: `\`${words}\` has the wrong article.`,
    cure: `Write \`${right} ${noun}\`.`,
  }
})

type Said = { readonly code: FindingCode; readonly message: string; readonly cure: string | undefined }

/** Looks at the source lines of prose: paragraphs, headings, cells and raw HTML, without code spans. */
function overText(pattern: RegExp, say: (words: string) => Said): Rule {
  const found = inBlocks((block, lines) => (isProse(block) ? inLines(block.span, lines, pattern, say) : []))
  return ({ page }) => capped(found(page), 10)
}

/** With code spans, tags and addresses blanked out. */
function blanked(line: string): string {
  const short = line.slice(0, 5000)
  if (!/[`<]|https?:/.test(short)) return short
  return short.replaceAll(/`[^`]*`|<[^<>]*>|https?:\S+/g, (code) => '\u0000'.repeat(code.length))
}

function inLines(span: Span, lines: readonly string[], pattern: RegExp, say: (words: string) => Said): Finding[] {
  return lines.map(blanked).flatMap((text, at) => {
    if (text.search(pattern) < 0) return []
    return [...text.matchAll(pattern)].flatMap((match) => {
      if (isName(match[0])) return []
      const { code, message, cure } = say(match[0])
      return [finding(code, within(span, at, at, match.index + 1), message, cure)]
    })
  })
}

/** `A A`, `IN IN`: letters that name things, not words. */
function isName(words: string): boolean {
  const [first = '', second = ''] = words.split(/\s+/)
  return /^[A-Z]+$/.test(second) || (/^[A-Z]+$/.test(first) && first.length > 1)
}

const PROSE: ReadonlySet<Block['kind']> = new Set(['heading', 'paragraph', 'table', 'html'])

function isProse({ kind }: Block): boolean {
  return PROSE.has(kind)
}
