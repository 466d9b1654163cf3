/** Finds the exact place of a word in a page's files, for findings that name it. */
import type { Span } from '../../finding.ts'
import type { Page, SourceFile } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'

/** The place of the first match within the lines of a span; the span itself if the source reads differently there. */
export function placeOf(page: Page, span: Span, pattern: RegExp | string): Span {
  const lines = linesOf(page, span.file)
  for (let line = span.line; line <= span.endLine; line++) {
    const text = lines[line - 1] ?? ''
    const at = typeof pattern === 'string' ? text.indexOf(pattern) : text.search(pattern)
    if (at >= 0) return { file: span.file, line, column: at + 1, endLine: line }
  }
  return span
}

/** The lines of a file of the page. */
export function linesOf(page: Page, path: string): readonly string[] {
  const file = byPath(page).get(path)
  return file === undefined ? [] : split(file)
}

/** Of a path that is there twice, the first. */
const byPath = onceEach(({ files }: Page) => new Map(files.toReversed().map((file) => [file.path, file])))

const split = onceEach(({ text }: SourceFile): readonly string[] => text.split(text.includes('\r') ? /\r?\n/ : '\n'))

/** The place of a text in the front matter of the main file, else the file's first line. */
export function inFrontMatter(page: Page, pattern: RegExp): Span {
  const [main] = page.files
  const file = main?.path ?? ''
  const lines = linesOf(page, file)
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  return placeOf(page, { file, line: 1, column: 1, endLine: Math.max(end, 1) }, pattern)
}

/** A piece of a file's text, most often from one heading to the next: most are as they were after an edit. */
type Piece<Found> = { readonly lines: number; readonly found: Found }
const PIECE = /\n(?=#)/

export type PieceOf<Found> = { readonly line: number; readonly found: Found }

/** What is found in each piece of a file, with the number of its first line (from 1). What the same file had before is not looked through again. */
export function inPieces<Found>(look: (text: string) => Found): (file: SourceFile) => readonly PieceOf<Found>[] {
  const latest = new Map<string, ReadonlyMap<string, Piece<Found>>>()
  return onceEach(({ path, text }: SourceFile) => {
    // Of former texts nothing is kept: each piece would keep the whole that it was cut from.
    const [before, now] = [latest.get(path), new Map<string, Piece<Found>>()]
    latest.set(path, now)
    let line = 1
    return text.split(PIECE).map((piece) => {
      const { lines, found } = before?.get(piece) ?? { lines: piece.split('\n').length, found: look(piece) }
      now.set(piece, { lines, found })
      line += lines
      return { line: line - lines, found }
    })
  })
}
