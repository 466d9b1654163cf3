/** The outline of the headings for screen readers: no level is skipped, whatever the author wrote. */
import { sightOf, type Row } from './rows.ts'

/** By id, the level (from 1) of each heading in the outline where it is not that of its element. */
export function outline(list: readonly Row[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>()
  const above: number[] = []
  for (const { level, id } of list.flatMap((row) => sightOf(row).titles)) {
    while ((above.at(-1) ?? 0) >= level) above.pop()
    above.push(level)
    if (id !== undefined && above.length !== level) result.set(id, above.length)
  }
  return result
}
