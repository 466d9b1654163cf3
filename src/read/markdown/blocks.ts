/** Lines to blocks: at each line the first rule that takes it. */
import type { Block } from '../../model/page.ts'
import { isBlank, type Line } from './lines.ts'
import { paragraph } from './rules/paragraph.ts'
import type { Match } from './block-rule.ts'
import { RULES } from './rules/index.ts'
import { region, type Region } from './region.ts'
import type { Scope } from './scope.ts'

/** The blocks of a file, or of what stands inside a list item or quote. */
export function readBlocks(lines: readonly Line[], scope: Scope): Block[] {
  return readRegion(region(lines), scope)
}

/** The blocks of a region. */
export function readRegion(source: Region, scope: Scope): Block[] {
  const blocks: Block[] = []
  const { lines } = source
  for (let at = 0; at < lines.length;) {
    if (isBlank(lines[at]?.text ?? '')) at++
    else {
      const match = firstMatch(source, at, scope)
      for (const block of match.blocks) blocks.push(block)
      at = match.next
    }
  }
  return blocks
}

function firstMatch(source: Region, at: number, scope: Scope): Match {
  for (const rule of RULES) {
    const match = rule(source, at, scope)
    if (match !== undefined) return match
  }
  return paragraph(source, at, scope)
}
