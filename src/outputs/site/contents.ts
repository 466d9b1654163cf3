/** The table of contents: Slate's two levels, with nothing dropped. */
import { headings, type Title } from './headings.ts'
import { rowId, type Row } from './rows.ts'

export type Entry = {
  readonly id: string
  readonly text: string
  readonly level: 1 | 2
  readonly children: readonly Entry[]
}
type Open = Entry & { readonly children: Entry[] }

/**
 * h1 and h2 as a tree; an h3 that follows an h1 with no h2 between stands as an h2, and what stands before the first
 * h1 at the top. Headings without text or target are left out.
 */
export function contents(list: readonly Row[]): Entry[] {
  const top: Open[] = []
  let last = 0
  for (const { title, id } of list.flatMap(titles)) {
    if (title.level > 3 || (title.level === 3 && last === 2)) continue
    if (title.level < 3) last = title.level
    add(top, { id, text: title.text, level: title.level === 1 ? 1 : 2, children: [] })
  }
  return top
}

function add(top: Open[], entry: Open): void {
  const parent = entry.level === 1 ? undefined : top.findLast(({ level }) => level === 1)
  ;(parent?.children ?? top).push(entry)
}

function titles(row: Row, at: number): { title: Title; id: string }[] {
  const blocks = row.parts.flatMap((part) => part.blocks)
  return [...headings(blocks)]
    .map((title, index) => ({ title, id: title.id ?? (index === 0 && row.title !== undefined ? rowId(at) : '') }))
    .filter(({ title, id }) => id !== '' && title.text !== '')
}
