/** Cuts stored texts down to what the page describes, without looking at the same text twice. */
import type { Json, Shape } from '../../model/shape.ts'
import { cut, isClosed } from '../cut.ts'

/** Texts that are remembered for each shape, and how long they may be. */
const [KEPT, LONGEST] = [1000, 1000]

/** Makes the function that cuts texts to this shape; texts from which nothing has to go come back unparsed. */
export function cleaner(shape: Shape): (text: string) => string {
  if (!isClosed(shape)) return (text) => text
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const clean = cutText(shape, text)
    if (known.size >= KEPT) known.clear()
    if (text.length <= LONGEST) known.set(text, clean)
    return clean
  }
}

function cutText(shape: Shape, text: string): string {
  // What the store keeps was written as JSON.
  const value = JSON.parse(text) as Json
  const kept = cut(shape, value)
  return kept === value ? text : JSON.stringify(kept)
}
