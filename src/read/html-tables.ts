/**
 * HTML tables as tables of the page: authors who need more than pipes write `<table>`, and mean the same by it. Only
 * the conventions see them so; the page keeps its HTML.
 */
import type { Span } from '../finding.ts'
import type { Block, Cell, Html, Table } from '../model/page.ts'
import { onceEach } from '../model/remember.ts'
import { within } from '../model/spans.ts'

/** The blocks with each HTML table in the place of the HTML block that holds it. */
export function withHtmlTables(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => (block.kind === 'html' && /<table\b/i.test(block.html) ? tables(block) : [block]))
}

/** Larger blocks are pages of their own and are left alone. */
const LARGEST = 500_000
const ROW = /<tr\b[^>]*>/gi
const CELL = /<t([hd])\b[^>]*>/gi

const tables = onceEach((block: Html): readonly Block[] => {
  if (block.html.length > LARGEST) return [block]
  const rows = pieces(block.html, ROW)
    .map(({ text, at }) => pieces(text, CELL).map((cell) => cellOf(cell.text, lineAt(block, at + cell.at))))
    .filter((row) => row.length > 0)
  const [head, ...rest] = rows
  if (head === undefined) return [block]
  const table: Table = { kind: 'table', align: head.map(() => undefined), head, rows: rest, span: block.span }
  return [table]
})

/** What stands between one opening tag and the next, with the offset of each. */
function pieces(html: string, tag: RegExp): { text: string; at: number }[] {
  const starts = [...html.matchAll(tag)]
  return starts.map((start, index) => {
    const at = start.index + start[0].length
    return { text: html.slice(at, starts[index + 1]?.index ?? html.length), at }
  })
}

function lineAt(block: Html, offset: number): Span {
  const { span, html } = block
  const line = html.slice(0, offset).split('\n').length - 1
  return within(span, Math.min(line, span.endLine - span.line), line, 1)
}

function cellOf(html: string, span: Span): Cell {
  const codes = [...html.matchAll(/<code\b[^>]*>([^<]*)<\/code>/gi)].map((match) => plainText(match[1] ?? ''))
  return { html, text: plainText(html), codes, span }
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  apos: "'",
}

/** The text of HTML as a reader sees it, on one line. */
export function plainText(html: string): string {
  const text = html.replaceAll(/<(?:\/?[a-z][^<>]*|!--[\s\S]*?--)>/gi, (tag) =>
    /^<\/?(?:[biu]|em|strong|code|span|a)\b/i.test(tag) ? '' : ' ',
  )
  return text
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim()
}
