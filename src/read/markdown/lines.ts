/** Lines of a file, and of what is left of them inside lists and quotes. */

/** A line without its end, tabs as spaces. `number` counts from 1 in the file. */
export type Line = {
  readonly text: string
  readonly number: number
  /** How many columns of the expanded line stand before `text`. */
  readonly cut: number
  /** The line as the author wrote it, if it has tabs: columns are counted in it. */
  readonly tabbed: string | undefined
}

const TAB = 4

/** Splits at every kind of line end; a byte order mark is left out, the last line end does not make a line. */
export function splitLines(text: string, firstLine: number): Line[] {
  const lines = text.replace(/^\uFEFF/, '').split(text.includes('\r') ? /\r\n|\n|\r/ : '\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line, index) => ({
    text: expandTabs(line),
    number: firstLine + index,
    cut: 0,
    tabbed: line.includes('\t') ? line : undefined,
  }))
}

/** The rest of a line behind its first `columns` characters. */
export function cutLine(line: Line, columns: number): Line {
  return columns === 0 ? line : { ...line, text: line.text.slice(columns), cut: line.cut + columns }
}

/** The column (from 1) of the author's line at which the character `index` of `line.text` stands. */
export function columnOf(line: Line, index: number): number {
  const target = line.cut + index
  if (line.tabbed === undefined) return target + 1
  let [column, at] = [0, 0]
  for (; at < line.tabbed.length && column < target; at++) column += widthAt(line.tabbed, at, column)
  return at + 1
}

/** Leading spaces of a text. */
export function indentOf(text: string): number {
  let index = 0
  while (text.charCodeAt(index) === 32) index++
  return index
}

/** Without the spaces at its end; other white space stays. */
export function trimSpacesEnd(text: string): string {
  let end = text.length
  while (text.charCodeAt(end - 1) === 32) end--
  return text.slice(0, end)
}

/** Without the spaces at both ends. */
export function trimSpaces(text: string): string {
  return trimSpacesEnd(text.slice(indentOf(text)))
}

/** True if nothing but spaces is there. */
export function isBlank(text: string): boolean {
  return indentOf(text) === text.length
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line
  const [first = '', ...rest] = line.split('\t')
  const parts = [first]
  let column = first.length
  for (const part of rest) {
    const spaces = TAB - (column % TAB)
    parts.push(' '.repeat(spaces), part)
    column += spaces + part.length
  }
  return parts.join('')
}

function widthAt(line: string, at: number, column: number): number {
  return line[at] === '\t' ? TAB - (column % TAB) : 1
}
