/** Cuts stored texts down to what the page describes, without looking at the same text twice. */
import type { Json, Shape } from '../../model/shape.ts'
import { cut, isClosed } from '../cut.ts'
import { remembered } from '../remember.ts'

/** Makes the function that cuts texts to this shape; texts from which nothing has to go come back unparsed. */
export function cleaner(shape: Shape): (text: string) => string {
  return isClosed(shape) ? remembered((text) => cutText(shape, text)) : (text) => text
}

function cutText(shape: Shape, text: string): string {
  // What the store keeps was written as JSON.
  const value = JSON.parse(text) as Json
  const kept = cut(shape, value)
  return kept === value ? text : JSON.stringify(kept)
}
