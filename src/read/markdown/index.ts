/**
 * Markdown as Slate reads it, that is, as Redcarpet does with Slate's flags. The block rules and the inline rules are our
 * own, one construct a file: Redcarpet differs from CommonMark in every one of them (emphasis looks ahead for its closing
 * mark instead of pairing runs, a fence takes one word, quotes and lists are cut out first and parsed again, only a blank
 * line ends most blocks), so that of a CommonMark parser with its rules replaced nothing would be left but the loop.
 *
 * Every rule is linear in its input: nesting is capped and look-ahead is paid from one budget a file, see scope.ts.
 */
import type { Finding } from '../../finding.ts'
import { changed, inside, withId } from '../../model/edited.ts'
import type { Block, Tab } from '../../model/page.ts'
import { areSame, memory, onceEach, type Recall } from '../../model/remember.ts'
import { deep } from '../../model/walk.ts'
import { anchorCounter } from './anchors.ts'
import { splitLines } from './lines.ts'
import { takeReferences } from './references.ts'
import { openBudget, type Place } from './scope.ts'
import { readStretches } from './stretches.ts'

export { anchor } from './anchors.ts'
export { closesFence, opensFence, type Fence } from './fences.ts'

export type Markdown = { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }

/** Reads one file. `firstLine` is the line number (from 1) on which `text` starts in `file`, after front matter. */
export function parseMarkdown(text: string, place: Place, tabs: readonly Tab[], recall?: Recall): Markdown {
  const taken = takeReferences(splitLines(text, place.firstLine))
  const { references } = taken
  const file = { file: place.file, tabs, references, budget: openBudget(text.length) }
  const all = readStretches(taken, file, recall)
  const numberOf = anchorCounter()
  const blocks = all.flatMap((one) => changed(one.blocks, (block) => numbered(block, numberOf)))
  return { blocks, findings: all.flatMap((one) => one.findings) }
}

/** Ids are numbered within a file. */
function numbered(block: Block, numberOf: (id: string) => string): Block {
  if (block.kind === 'heading') return withId(block, numberOf(block.id))
  if (block.kind !== 'list' && block.kind !== 'quote' && block.kind !== 'box') return block
  return holdsHeadings(block) ? inside(block, (inner) => numbered(inner, numberOf)) : block
}

/** Few lists, quotes and boxes do, and most are asked again and again. */
const holdsHeadings = onceEach((block: Block) => deep([block]).some(({ kind }) => kind === 'heading'))

/** Reads one file again and again, each time what is new in it. */
export function markdownReader(): typeof parseMarkdown {
  const recalls = memory()
  let latest: { readonly said: readonly unknown[]; readonly read: Markdown } | undefined
  return (text, place, tabs) => {
    const said = [text, place.firstLine, JSON.stringify(tabs)]
    if (latest === undefined || !areSame(latest.said, said)) {
      const recall = recalls()
      latest = { said, read: parseMarkdown(text, place, tabs, recall) }
    }
    return latest.read
  }
}
