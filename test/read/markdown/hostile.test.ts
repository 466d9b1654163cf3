/** Any text is read, in time that grows with its length, into blocks that stand inside it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Span } from '../../../src/finding.ts'
import type { Block } from '../../../src/model/page.ts'
import { parseMarkdown } from '../../../src/read/markdown/index.ts'
import { blockText, inlineText } from './texts.ts'

const place = { file: 'a.md', firstLine: 5 }
const tabs = [{ key: 'shell', label: 'Shell' }]

describe('any text', () => {
  const text = fc.oneof(
    blockText,
    inlineText,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ maxLength: 200 }),
  )

  it('is read into blocks in order that stand inside the file', () =>
    fc.assert(
      fc.property(text, (source) => {
        const lines = source.split(/\r\n|\n|\r/)
        const { blocks, findings } = parseMarkdown(source, place, tabs)
        for (const found of findings) inside(found.span, lines)
        ordered(blocks, { file: 'a.md', line: 5, column: 1, endLine: 4 + lines.length }, lines)
      }),
      { numRuns: 2000 },
    ))
})

function inside(span: Span, lines: readonly string[]): void {
  const line = lines[span.line - 5]
  assert.ok(line !== undefined, `line ${span.line}`)
  assert.ok(span.column >= 1 && span.column <= line.length + 1, `column ${span.column} of ${JSON.stringify(line)}`)
  assert.ok(span.endLine >= span.line && span.endLine < 5 + lines.length, `end ${span.endLine}`)
}

function ordered(blocks: readonly Block[], outer: Span, lines: readonly string[]): void {
  let line = outer.line
  for (const block of blocks) {
    inside(block.span, lines)
    assert.ok(block.span.line >= line && block.span.endLine <= outer.endLine, `${block.kind} ${block.span.line}`)
    line = block.span.endLine
    if (block.kind === 'quote') ordered(block.blocks, block.span, lines)
    if (block.kind === 'list') for (const item of block.items) ordered(item.blocks, item.span, lines)
  }
}

/** Texts of one piece over and over, and a few that begin or end with something else. */
const PIECES: readonly string[] = [
  ['a', 'é', '\0', '\n', '\r\n', '\r', '\t', 'a\t', 'a  \n', '# a\n', '#', 'a\n=\n', '-\n', '- - ', '---\n'],
  ['*', '*a ', '**a ', '***a ', '*a _b ', 'a* ', '*a **b ', '*a [b ', '*[a]( ', '_[a](_ ', '* [*] ', '*[', '~~a '],
  ['`', '`a', '``a `', '[', ']', '![', '[a](', '[a](x "', '[a][', '[a\n', '[a] ', '\\', '&', '&a', '"'],
  ['<', '<a ', '<a:', '<a@', '<a:\\\\', "<a:x'>", '</a> ', '</', '<div>\n', '<div>\n</p>\n', '<div>\n </div>\n'],
  ['<!--\n', '<hr\n', '>', '> ', '> a\n', '>>>>>>>>>> a\n', '- ', '- a\n', '- a\n\n', '- ![a\n'],
  ['1. a\n\n    b\n\n', '- a\n    - b\n        - c\n', '```\n\n', '```a\n', '``` a b\n', '}```\n', 'a|b\n', '|'],
  ['[a]: b\n', '[a]:\n'],
].flat()

const spaces = (size: number) => ' '.repeat(size)
const MADE: Readonly<Record<string, (size: number) => string>> = {
  'backticks in ever longer runs': (size) =>
    Array.from({ length: Math.sqrt(size * 2) }, (_, index) => '`'.repeat(index)).join(' '),
  'lists ever deeper': (size) =>
    Array.from({ length: Math.sqrt(size * 2) }, (_, depth) => `${spaces(depth)}- a`).join('\n'),
  'a wide table with short rows': (size) =>
    `${'|'.repeat(size / 3)}\n${'|-'.repeat(size / 3)}\n${'|\n'.repeat(size / 3)}`,
  'a fence and spaces': (size) => `\`\`\`${spaces(size)}a b`,
  'a closing tag and spaces': (size) => `<div>\n</div>${spaces(size)}x`,
  'an underline of spaces': (size) => `|a\n|${spaces(size)}x`,
  'a glued fence that is none': (size) => `\`\`\`\n${'} '.repeat(size / 2)}x`,
  'a reference and spaces': (size) => `[a]: b${spaces(size)}c`,
  'elements under headings that never end': (size) => '# H\n\n<div>\n\n'.repeat(size / 12),
  'an address full of parentheses': (size) => `[a](${'('.repeat(size)}`,
}

describe('hostile text takes no longer than its length allows', () => {
  const size = 200_000
  // Quadratic work on so much text takes 20 s and more; what is read here takes less than 0.2 s.
  const limit = 4_000

  for (const piece of PIECES)
    it(JSON.stringify(piece), () => assert.ok(milliseconds(piece.repeat(size / piece.length)) < limit))
  for (const [name, make] of Object.entries(MADE)) it(name, () => assert.ok(milliseconds(make(size)) < limit))
})

function milliseconds(text: string): number {
  const began = process.cpuUsage()
  parseMarkdown(text, place, tabs)
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}
