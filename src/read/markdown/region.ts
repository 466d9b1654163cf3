/** A run of lines that is read on its own (a file, a list item, a quote), with an index of where HTML ends in it. */
import type { Line } from './lines.ts'

export type Region = {
  readonly lines: readonly Line[]
  /** Made on first use: most regions have no raw HTML. */
  readonly closings: () => Closings
  /** Whether an end was looked for that the region does not have: more lines might be read otherwise. */
  isOpen: boolean
}

/** Line numbers in the region, in order. */
export type Closings = {
  /** Lines that end with `</tag>`, by tag in lower case. */
  readonly anywhere: ReadonlyMap<string, readonly number[]>
  /** Those of them that begin with it. */
  readonly atStart: ReadonlyMap<string, readonly number[]>
  /** Lines that have `-->`. */
  readonly comments: readonly number[]
}

/** A region of these lines. */
export function region(lines: readonly Line[]): Region {
  let closings: Closings | undefined
  return { lines, closings: () => (closings ??= findClosings(lines)), isOpen: false }
}

/** The first of `numbers` (in order) that is at least `from`. */
export function firstFrom(numbers: readonly number[], from: number): number | undefined {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return numbers[low]
}

const CLOSING = /<\/([a-z][a-z0-9]*)> *$/iy

function findClosings(lines: readonly Line[]): Closings {
  const anywhere = new Map<string, number[]>()
  const atStart = new Map<string, number[]>()
  const comments: number[] = []
  for (const [index, { text }] of lines.entries()) {
    if (text.includes('-->')) comments.push(index)
    const start = text.lastIndexOf('</')
    const tag = start === -1 ? undefined : closingTag(text, start)
    if (tag === undefined) continue
    append(anywhere, tag, index)
    if (start === 0) append(atStart, tag, index)
  }
  return { anywhere, atStart, comments }
}

function closingTag(text: string, start: number): string | undefined {
  CLOSING.lastIndex = start
  return CLOSING.exec(text)?.[1]?.toLowerCase()
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
