/** A path in the text that is an operation's but for one or two letters. */
import { finding, type Finding, type Span } from '../../finding.ts'
import type { Block } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Rule } from './lint.ts'
import { blocksOf } from './look.ts'
import { placeOf } from './place.ts'

/** Comparing every word with every path is quadratic; no page needs more than this. */
const MOST = 300_000

export const pathMisspelled: Rule = ({ page, contract }) => {
  const paths = [...new Set(contract.operations.map((one) => one.path))]
  const known = new Set(paths.flatMap((path) => [path, path.replace(/\/$/, ''), ...path.split('/').filter(Boolean)]))
  let left = MOST
  return blocksOf(page).flatMap((block) =>
    pathsIn(block).flatMap(({ codes, span }): Finding[] =>
      codes.flatMap((code) => {
        if (known.has(code) || (left -= paths.length) < 0) return []
        if (
          code
            .split('/')
            .filter(Boolean)
            .every((segment) => known.has(segment))
        )
          return []
        const meant = paths.find((path) => isSlip(code, path))
        if (meant === undefined) return []
        const place = placeOf(page, span, code)
        return [
          finding(
            'path-misspelled',
            place,
            `No operation has the path \`${code}\`; \`${meant}\` is there.`,
            `Write \`${meant}\`.`,
          ),
        ]
      }),
    ),
  )
}

const pathsIn = onceEach((block: Block) =>
  spans(block)
    .map(({ codes, span }) => ({ codes: codes.filter((code) => /^\/[a-z][a-z_/-]{4,60}$/i.test(code)), span }))
    .filter(({ codes }) => codes.length > 0),
)

function spans(block: Block): readonly { readonly codes: readonly string[]; readonly span: Span }[] {
  if (block.kind === 'paragraph') return [block]
  return block.kind === 'table' ? block.rows.flat() : []
}

/** One letter too many, too few, wrong, or two exchanged, inside a word; not a plural. */
function isSlip(written: string, path: string): boolean {
  if (Math.abs(written.length - path.length) > 1 || written.toLowerCase() === path.toLowerCase()) return false
  let start = 0
  while (start < written.length && written[start] === path[start]) start++
  let end = 0
  while (end < Math.min(written.length, path.length) - start && written.at(-1 - end) === path.at(-1 - end)) end++
  const [ours, theirs] = [written.slice(start, written.length - end), path.slice(start, path.length - end)]
  const swapped = ours.length === 2 && ours === [...theirs].toReversed().join('')
  const one = ours.length <= 1 && theirs.length <= 1 && /^[a-z]?$/i.test(ours + theirs)
  return (swapped || one) && start > 2 && !/^s?$/.test(ours + theirs) && !/^\d/.test(ours + theirs)
}
