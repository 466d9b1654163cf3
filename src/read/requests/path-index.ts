/** Many paths to look a called one up in, without comparing it with each. */
import { fits, segmentsOf } from './path.ts'

/** Paths that share their last segments so far. A placeholder that is a segment of its own has the key `{}`. */
type Node = {
  readonly literal: Map<string, Node>
  readonly pattern: Map<string, Node>
  /** A path ends here that is the whole of what is called, or that a base may stand before. */
  whole: boolean
  loose: boolean
}

/** As `callsPath` with any of the paths: they are kept by their segments from the last on, where a base may end. */
export function pathIndex(
  paths: readonly { readonly path: string; readonly loose: boolean }[],
): (called: string) => boolean {
  const root = node()
  for (const { path, loose } of paths) {
    const end = segmentsOf(path).reduceRight(below, root)
    if (loose) end.loose = true
    else end.whole = true
  }
  return (called) => {
    const segments = segmentsOf(called)
    return leadsTo(root, segments, segments.length)
  }
}

function node(): Node {
  return { literal: new Map(), pattern: new Map(), whole: false, loose: false }
}

function below(parent: Node, segment: string): Node {
  const children = segment.includes('{') ? parent.pattern : parent.literal
  const key = segment.replace(/^\{[^{}]*\}$/, '{}')
  const child = children.get(key) ?? node()
  children.set(key, child)
  return child
}

/** Whether the first `left` of the segments called lead from a node to the end of a path. */
function leadsTo(from: Node, segments: readonly string[], left: number): boolean {
  if (from.loose || (from.whole && left === 0)) return true
  if (left === 0) return false
  return next(from, segments[left - 1] ?? '').some((child) => leadsTo(child, segments, left - 1))
}

function next({ literal, pattern }: Node, segment: string): readonly Node[] {
  if (/\{[^{}]*\}/.test(segment)) return [...literal.values(), ...pattern.values()]
  const same = literal.get(segment)
  const fitting = [...pattern].flatMap(([key, child]) => (fits(key, segment) ? [child] : []))
  return same === undefined ? fitting : [same, ...fitting]
}
