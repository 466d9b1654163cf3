/** The table of contents: Slate's two levels or as many as the page asks for, with nothing dropped. */
import type { Title } from './headings.ts'
import { rowId, sightOf, type Row } from './rows.ts'

export type Entry = {
  readonly id: string
  readonly text: string
  /** 1 is the outermost. */
  readonly level: number
  readonly children: readonly Entry[]
}
type Open = { readonly entry: Entry & { readonly children: Entry[] }; readonly own: number }

/**
 * Headings as a tree of `depth` levels. A heading that skips a level moves up into it, as Slate has it: an h3 that follows
 * an h1 with no h2 between stands as an h2; what stands before the first h1 is at the top. Headings without text or
 * target are left out.
 */
export function contents(list: readonly Row[], depth: number): Entry[] {
  const top: Entry[] = []
  const above: Open[] = []
  for (const { title, id } of list.flatMap(titles)) {
    if (title.level > Math.max(3, depth)) continue
    while ((above.at(-1)?.own ?? 0) >= title.level) above.pop()
    const parent = above.at(-1)?.entry
    const level = title.level === 1 ? 1 : (parent?.level ?? 1) + 1
    if (level > depth && parent !== undefined) continue
    const entry = { id, text: title.text, level, children: [] }
    ;(parent?.children ?? top).push(entry)
    above.push({ entry, own: title.level })
  }
  return top
}

function titles(row: Row, at: number): { title: Title; id: string }[] {
  return sightOf(row)
    .titles.map((title, index) => ({
      title,
      id: title.id ?? (index === 0 && row.title !== undefined ? rowId(at) : ''),
    }))
    .filter(({ title, id }) => id !== '' && title.text !== '')
}
