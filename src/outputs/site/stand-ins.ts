/** Samples that stand in for a language in which a section has none, so that nobody finds it empty. */
import type { Block, Code, Tab } from '../../model/page.ts'
import { sightOf, type Row } from './rows.ts'

/**
 * The tabs, as a list with spaces, that a sample is shown under besides its own. A section reaches from one heading to the
 * next; of its samples those in the first of the page's tabs that it has stand in.
 */
export function standIns(list: readonly Row[], tabs: readonly Tab[]): ReadonlyMap<Block, string> {
  const found = new Map<Block, string>()
  for (const samples of sections(list)) {
    const has = new Set(samples.map(({ tab }) => tab))
    const first = tabs.find(({ key }) => has.has(key))
    const missing = tabs.filter(({ key }) => !has.has(key)).map(({ key }) => key)
    if (first === undefined || missing.length === 0) continue
    for (const sample of samples) if (sample.tab === first.key) found.set(sample, missing.join(' '))
  }
  return found
}

function sections(list: readonly Row[]): Code[][] {
  const all: Code[][] = [[]]
  for (const block of list.flatMap((row) => sightOf(row).tabbed)) {
    if (block.kind === 'heading') all.push([])
    else all.at(-1)?.push(block)
  }
  return all
}
