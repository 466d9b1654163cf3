/** Lists of `*`, `+`, `-` or `1.`; a blank line inside an item or between two makes that item and all later ones loose. */
import type { Block, Item } from '../../../model/page.ts'
import type { Match } from '../block-rule.ts'
import { closesFence, opensFence, type Fence } from '../fences.ts'
import { cutLine, indentOf, isBlank, type Line } from '../lines.ts'
import type { Region } from '../region.ts'
import { MAX_DEPTH, readInside, spanOf, type Scope } from '../scope.ts'
import { makeParagraph, underlineLevel } from './paragraph.ts'
import { isRule } from './horizontal-rule.ts'

/** The rule. */
export function list({ lines }: Region, at: number, scope: Scope): Match | undefined {
  const first = lines[at]
  const marker = first === undefined ? undefined : itemMarker(first.text, lines[at + 1])
  if (first === undefined || marker === undefined || scope.depth >= MAX_DEPTH) return undefined
  const items: Item[] = []
  let [next, loose] = [at, false]
  for (let taken = takeItem(lines, at, marker.ordered); taken !== undefined;) {
    loose ||= taken.loose
    items.push(makeItem(taken, loose, scope))
    next = taken.next
    taken = taken.ends ? undefined : takeItem(lines, next, marker.ordered)
  }
  const last = lines.slice(at, next).findLast((line) => !isBlank(line.text)) ?? first
  return { blocks: [{ kind: 'list', ordered: marker.ordered, items, span: spanOf(scope, first, last) }], next }
}

type Marker = { readonly ordered: boolean; readonly length: number }

const MARKER = /^ {0,3}(?:[*+-]|([0-9]+)\.) /

/** The mark of an item with its indent and one space; a line that the next line underlines is a heading instead. */
function itemMarker(text: string, below?: Line): Marker | undefined {
  const match = MARKER.exec(text)
  if (match === null || (below !== undefined && underlineLevel(below.text) !== 0)) return undefined
  return { ordered: match[1] !== undefined, length: match[0].length }
}

/** The lines of an item without their indent, and how the list goes on behind it. */
type Taken = {
  readonly first: Line
  readonly lines: Line[]
  /** Index in `lines` where the first nested list begins; 0 if there is none. */
  nested: number
  loose: boolean
  /** The list ends here. */
  ends: boolean
  next: number
}

function takeItem(lines: readonly Line[], at: number, ordered: boolean): Taken | undefined {
  const first = lines[at]
  const marker = first === undefined ? undefined : itemMarker(first.text, lines[at + 1])
  if (first === undefined || marker === undefined) return undefined
  const taken = begin(first, marker, at)
  const indent = Math.min(3, indentOf(first.text))
  let fence: Fence | undefined
  let blank: Line | undefined
  for (; taken.next < lines.length; taken.next++) {
    const line = lines[taken.next] as Line // the loop's bound
    if (isBlank(line.text)) {
      blank = line
      continue
    }
    const depth = Math.min(4, indentOf(line.text))
    const rest = cutLine(line, depth)
    fence = fenceAfter(fence, rest.text)
    const inner = fence === undefined ? itemMarker(rest.text) : undefined
    const step = stepOf({ rest, depth, inner, blank }, ordered, indent)
    if (!take(taken, step, rest, blank)) return taken
    blank = undefined
  }
  return taken
}

function begin(first: Line, marker: Marker, at: number): Taken {
  return { first, lines: [cutLine(first, marker.length)], nested: 0, loose: false, ends: false, next: at + 1 }
}

/** What a line is to the item above it: more of it, more behind a blank line, a nested list, another item, or its end. */
type Step = 'more' | 'part' | 'nest' | 'next' | 'end'

type Seen = {
  readonly rest: Line
  readonly depth: number
  readonly inner: Marker | undefined
  readonly blank: Line | undefined
}

function stepOf({ rest, depth, inner, blank }: Seen, ordered: boolean, indent: number): Step {
  if (blank !== undefined && inner !== undefined && inner.ordered !== ordered) return 'end'
  if (inner !== undefined && (inner.ordered || !isRule(rest.text))) return depth === indent ? 'next' : 'nest'
  if (blank === undefined) return 'more'
  return depth < 4 ? 'end' : 'part'
}

/** Adds the line, unless the item ends before it. */
function take(taken: Taken, step: Step, rest: Line, blank: Line | undefined): boolean {
  taken.ends = step === 'end'
  if (taken.ends) return false
  taken.loose ||= blank !== undefined
  if (step === 'next') return false
  if (step === 'nest') taken.nested ||= taken.lines.length
  if (step === 'part' && blank !== undefined) taken.lines.push(cutLine(blank, blank.text.length))
  taken.lines.push(rest)
  return true
}

function fenceAfter(fence: Fence | undefined, text: string): Fence | undefined {
  if (fence === undefined) return opensFence(text)
  return closesFence(text, fence) === undefined ? fence : undefined
}

function makeItem(taken: Taken, loose: boolean, scope: Scope): Item {
  const split = taken.nested || taken.lines.length
  const own = itemBlocks(taken.lines.slice(0, split), loose, scope)
  const nested = readInside(taken.lines.slice(split), scope)
  return { blocks: [...own, ...nested], span: spanOf(scope, taken.first, taken.lines.at(-1)) }
}

function itemBlocks(lines: readonly Line[], loose: boolean, scope: Scope): readonly Block[] {
  if (loose) return readInside(lines, scope)
  const text = makeParagraph(lines, true, scope)
  return text === undefined ? [] : [text]
}
