/** What a page is made of, drawn: its rows, the contents beside them and what is to be said of it. */
import { hash } from 'node:crypto'
import { onceEach } from '../../model/remember.ts'
import { content, type DrawnRow } from './content.ts'
import { contents } from './contents.ts'
import { marks, type Marked } from './marks.ts'
import { bar, methods, navigation } from './nav.ts'
import { rows } from './rows.ts'
import type { View } from './view.ts'

export type Drawn = {
  readonly rows: readonly DrawnRow[]
  readonly bar: string
  readonly contents: string
  readonly findings: readonly Marked[]
  /** Whether none of its rows begins with a heading. */
  readonly isUntitled: boolean
  /** Whether it is drawn a section at a time, as it comes into view. */
  readonly isLong: boolean
}

/** Content above this many characters is long. */
const LONG = 600_000

export function drawn(view: View): Drawn {
  const { reading, words, dev, settings } = view
  const { page, contract } = reading
  const list = rows(page.blocks)
  const found = marks(page.blocks, reading.findings)
  const all = content(list, page, contract, { words, marks: dev ? found.behind : new Map() })
  return {
    rows: all,
    bar: bar(view),
    contents: navigation(view, contents(list, settings.depth), methods(reading)),
    findings: found.findings,
    isUntitled: !list.some((row) => row.title !== undefined),
    isLong: all.reduce((length, { html }) => length + html.length + 1, 0) > LONG,
  }
}

/** A name for what a row says, by which an open page knows whether it has it already. */
export const keyOf: (row: DrawnRow) => string = onceEach(({ html }: DrawnRow) => digest(html))

/** The row with its name. */
export const keyed: (row: DrawnRow) => string = onceEach((row: DrawnRow) =>
  row.html.replace('<section', () => `<section data-row="${keyOf(row)}"`),
)

/** Short enough to be sent by the thousand; that two of one page are the same does not happen. */
export function digest(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, 12)
}
