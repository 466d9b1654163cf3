/** Samples that stand in for a language in which a section has none, so that nobody finds it empty. */
import type { Block, Code, Tab } from '../../model/page.ts'
import { remembered } from '../../model/remember.ts'
import { sightOf, type Row } from './rows.ts'

/**
 * The tabs, as a list with spaces, that a sample is shown under besides its own. A section reaches from one heading to the
 * next; of its samples those in the first of the page's tabs that it has stand in.
 */
export function standIns(list: readonly Row[], tabs: readonly Tab[]): ReadonlyMap<Block, string> {
  const found = new Map<Block, string>()
  // Most sections have samples in the same tabs as others.
  const lackingIn = remembered((has: string) => lacking(has.split('\n'), tabs), 1000)
  for (const samples of sections(list)) {
    const { first, missing } = lackingIn([...new Set(samples.map(({ tab = '' }) => tab))].join('\n'))
    if (missing === '') continue
    for (const sample of samples) if (sample.tab === first) found.set(sample, missing)
  }
  return found
}

function lacking(has: readonly string[], tabs: readonly Tab[]): { readonly first?: string; readonly missing: string } {
  const keys = tabs.map(({ key }) => key)
  const first = keys.find((key) => has.includes(key))
  return first === undefined ? { missing: '' } : { first, missing: keys.filter((key) => !has.includes(key)).join(' ') }
}

function sections(list: readonly Row[]): Code[][] {
  const all: Code[][] = [[]]
  for (const block of list.flatMap((row) => sightOf(row).tabbed)) {
    if (block.kind === 'heading') all.push([])
    else all.at(-1)?.push(block)
  }
  return all
}
