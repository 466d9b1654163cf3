/**
 * A file in stretches: from a heading to the next, so far as nothing reaches across. What stands in a stretch is read by itself,
 * and not again where it says what it said before. A fence or an HTML element that does not end in its stretch makes it longer.
 */
import type { Finding } from '../../finding.ts'
import type { Block } from '../../model/page.ts'
import type { Recall } from '../../model/remember.ts'
import type { Origin } from '../../model/spans.ts'
import { readBlocks, readRegion } from './blocks.ts'
import type { Line } from './lines.ts'
import type { Taken } from './references.ts'
import { region } from './region.ts'
import { openScope, type Scope } from './scope.ts'

export type Stretch = { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }

type Read = Stretch & {
  /** Moves the places of its blocks. */
  readonly origin: Origin | undefined
  /** Whether something in it looked for an end that it does not have. */
  readonly isOpen: boolean
  /** What it took of the budget: Infinity where that was not enough. */
  readonly cost: number
}

export type File = Pick<Scope, 'file' | 'tabs' | 'references' | 'budget'>

/** Reads the stretches of a file in turn. `recall` has those of the time before. */
export function readStretches({ lines, headings }: Taken, file: File, recall: Recall | undefined): Stretch[] {
  const starts = headings[0] === 0 ? headings : [0, ...headings]
  const read = reader(file, recall)
  const found: Stretch[] = []
  for (let at = 0; at < starts.length;) {
    const { left } = file.budget
    let count = 1
    let one = read(lines.slice(starts[at], starts[at + count]))
    // Twice as long each time, so that a file full of what never ends takes linear time.
    while (one.isOpen && at + count < starts.length) {
      count *= 2
      file.budget.left = left
      one = read(lines.slice(starts[at], starts[at + count]))
    }
    found.push(one)
    at += count
  }
  return found
}

function reader(file: File, recall: Recall | undefined): (lines: readonly Line[]) => Read {
  if (recall === undefined) return (lines) => readAnew(lines, file, undefined)
  const beside = JSON.stringify([file.file, file.tabs, ...file.references])
  return (lines) => readOnce(lines, file, (text, make) => recall(text, beside, make))
}

type Known = (text: string, make: () => Read) => Read

/** What a stretch cost counts again where it is remembered: the budget is the file's. */
function readOnce(lines: readonly Line[], file: File, known: Known): Read {
  const { left } = file.budget
  const line = lines[0]?.number ?? 1
  const read = known(lines.map(written).join('\n'), () => readAnew(lines, file, { line }))
  file.budget.left = left - read.cost
  if (read.origin !== undefined) read.origin.line = line
  if (file.budget.left > 0) return read
  file.budget.left = left
  return readAnew(lines, file, undefined)
}

const written = ({ text, tabbed }: Line): string => (text === '' ? '' : (tabbed ?? text))

function readAnew(lines: readonly Line[], file: File, origin: Origin | undefined): Read {
  const { left } = file.budget
  const scope = openScope({ ...file, origin, readBlocks })
  const source = region(lines)
  const blocks = readRegion(source, scope)
  const cost = file.budget.left > 0 ? left - file.budget.left : Infinity
  return { blocks, findings: scope.findings, origin, isOpen: source.isOpen, cost }
}
