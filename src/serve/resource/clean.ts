/** Cuts stored texts down to what the page describes, without looking at the same text twice. */
import type { Json, Shape } from '../../model/shape.ts'
import { cut, isClosed } from '../cut.ts'
import { remembered } from '../remember.ts'

/** Makes the function that cuts texts to this shape; texts from which nothing has to go come back unparsed. */
export function cleaner(shape: Shape): (text: string, made?: Json) => string {
  if (!isClosed(shape)) return (text) => text
  // What the store keeps was written as JSON.
  const clean = remembered((text) => cutText(shape, text, JSON.parse(text) as Json))
  return (text, made) => (made === undefined ? clean(text) : cutText(shape, text, made))
}

function cutText(shape: Shape, text: string, value: Json): string {
  const kept = cut(shape, value)
  return kept === value ? text : JSON.stringify(kept)
}
