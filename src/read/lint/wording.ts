/** Slips of the pen that need no opinion: a word twice, the wrong article. */
import { finding, type Finding, type FindingCode, type Span } from '../../finding.ts'
import type { Block, Page } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Rule, Subject } from './lint.ts'
import { blocksOf, capped } from './look.ts'
import { linesOf } from './place.ts'

/** Words that never stand twice in a row, unlike `that` and `had`. */
const TWICE =
  /(?<![\p{L}\p{N}_'’-])(the|an?|of|to|in|is|are|was|be|and|or|for|with|on|at|by|from|as|this|will|you|your|it|if|can|has|have|not|we|when|which|should|must)[ \t]+\1(?![\p{L}\p{N}_'’.-])/giu
/** A vowel that sounds as `you` takes `a`, a silent h takes `an`. */
const ARTICLE =
  /(?<![\p{L}\p{N}_'-])(an (?:user|users|unique|unit|uniform|union|university|universal|european|one)|a (?:hour|honest|identifier|error|array|object|integer|email|invalid|empty|optional|additional|existing|individual|item|order|account|application|image|event|update|address|amount|endpoint|access|id))(?![\p{L}\p{N}_'’-])/giu

export const wordDoubled: Rule = (subject) =>
  overText(subject, TWICE, (words) => ({
    code: 'word-doubled',
    message: `\`${words}\` has a word twice.`,
    cure: undefined,
  }))

export const articleWrong: Rule = (subject) =>
  overText(subject, ARTICLE, (words) => {
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
function overText({ page }: Subject, pattern: RegExp, say: (words: string) => Said): readonly Finding[] {
  return capped(
    proseLines(page).flatMap((line) => inLine(line, pattern, say)),
    10,
  )
}

type Line = { readonly text: string; readonly file: string; readonly number: number }

/** The lines with prose in them, with code spans, tags and addresses blanked out. */
const proseLines: (page: Page) => readonly Line[] = onceEach((page: Page) =>
  blocksOf(page).flatMap((block) => {
    const span = proseOf(block)
    if (span === undefined) return []
    const lines = linesOf(page, span.file).slice(span.line - 1, span.endLine)
    return lines.map((line, at) => ({ text: blanked(line), file: span.file, number: span.line + at }))
  }),
)

function blanked(line: string): string {
  const short = line.slice(0, 5000)
  if (!/[`<]|https?:/.test(short)) return short
  return short.replaceAll(/`[^`]*`|<[^<>]*>|https?:\S+/g, (code) => '\u0000'.repeat(code.length))
}

function inLine({ text, file, number }: Line, pattern: RegExp, say: (words: string) => Said): Finding[] {
  if (text.search(pattern) < 0) return []
  return [...text.matchAll(pattern)].flatMap((match) => {
    if (isName(match[0])) return []
    const { code, message, cure } = say(match[0])
    return [finding(code, { file, line: number, column: match.index + 1, endLine: number }, message, cure)]
  })
}

/** `A A`, `IN IN`: letters that name things, not words. */
function isName(words: string): boolean {
  const [first = '', second = ''] = words.split(/\s+/)
  return /^[A-Z]+$/.test(second) || (/^[A-Z]+$/.test(first) && first.length > 1)
}

function proseOf(block: Block): Span | undefined {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'table':
    case 'html':
      return block.span
    case 'code':
    case 'list':
    case 'quote':
    case 'box':
    case 'rule':
      return undefined
  }
}
