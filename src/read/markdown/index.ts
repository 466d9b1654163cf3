/**
 * Markdown as Slate reads it, that is, as Redcarpet does with Slate's flags. The block rules and the inline rules are our
 * own, one construct a file: Redcarpet differs from CommonMark in every one of them (emphasis looks ahead for its closing
 * mark instead of pairing runs, a fence takes one word, quotes and lists are cut out first and parsed again, only a blank
 * line ends most blocks), so that of a CommonMark parser with its rules replaced nothing would be left but the loop.
 *
 * Every rule is linear in its input: nesting is capped and look-ahead is paid from one budget a file, see scope.ts.
 */
import type { Finding } from '../../finding.ts'
import type { Block, Tab } from '../../model/page.ts'
import { readBlocks } from './blocks.ts'
import { splitLines } from './lines.ts'
import { takeReferences } from './references.ts'
import { openScope, type Place } from './scope.ts'

export { anchor } from './anchors.ts'
export { closesFence, opensFence, type Fence } from './fences.ts'

export type Markdown = { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }

/** Reads one file. `firstLine` is the line number (from 1) on which `text` starts in `file`, after front matter. */
export function parseMarkdown(text: string, place: Place, tabs: readonly Tab[]): Markdown {
  const { lines, references } = takeReferences(splitLines(text, place.firstLine))
  const scope = openScope({ file: place.file, size: text.length, tabs, references, readBlocks })
  const blocks = readBlocks(lines, scope)
  return { blocks, findings: scope.findings }
}
