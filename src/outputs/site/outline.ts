/** The outline of the headings for screen readers: no level is skipped, whatever the author wrote. */
import { headings } from './headings.ts'
import type { Block } from '../../model/page.ts'

/** By id, the level (from 1) of each heading in the outline where it is not that of its element. */
export function outline(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>()
  const above: number[] = []
  for (const { level, id } of headings(blocks)) {
    while ((above.at(-1) ?? 0) >= level) above.pop()
    above.push(level)
    if (id !== undefined && above.length !== level) result.set(id, above.length)
  }
  return result
}
