/**
 * Places that move along. Most of a file stands where it stood after an edit, or some lines further down: what is known of
 * it then stands, too, and only the lines are counted anew, when they are asked for.
 */
import type { Span } from '../finding.ts'

/** Where a stretch of a file begins now. */
export type Origin = { line: number }

/** A place in a stretch, its lines counted from the stretch's first, which is 0. */
export class MovingSpan implements Span {
  readonly file: string
  readonly column: number
  readonly origin: Origin
  readonly first: number
  readonly last: number

  constructor(file: string, column: number, origin: Origin, [first, last]: readonly [number, number]) {
    this.file = file
    this.column = column
    this.origin = origin
    this.first = first
    this.last = last
  }

  get line(): number {
    return this.origin.line + this.first
  }

  get endLine(): number {
    return this.origin.line + this.last
  }

  toJSON(): Span {
    return standing(this)
  }
}

/** Lines of a span, counted from its first, which is 0; `to` is the last of them. They move along with it. */
export function within(span: Span, from: number, to: number = from, column: number = span.column): Span {
  if (span instanceof MovingSpan)
    return new MovingSpan(span.file, column, span.origin, [span.first + from, span.first + to])
  return { file: span.file, line: span.line + from, column, endLine: span.line + to }
}

/** The place as it is now, whatever is edited later. */
export function standing({ file, line, column, endLine }: Span): Span {
  return { file, line, column, endLine }
}
