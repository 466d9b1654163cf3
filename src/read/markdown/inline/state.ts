/** The state of reading one inline text, and what its rules have in common. */
import { MAX_DEPTH, type Scope } from '../scope.ts'

/** Where reading stands in a text. */
export type State = {
  readonly source: string
  readonly scope: Scope
  /** How many marks and links are open. */
  readonly depth: number
  /** Reads a part of the text that stands inside a mark or a link. */
  readonly inside: (source: string) => Shown
  /** The code spans of the whole text so far. */
  readonly codes: string[]
  at: number
  /** Where the last rule stopped: what stands before it does not count as the neighbour of a mark. */
  since: number
}

/** What a text is for the eye: as HTML and without it. */
export type Shown = { readonly html: string; readonly text: string }

/** What a rule read. */
export type Piece = Shown & {
  /** How many characters it took. */
  readonly length: number
  /** How many characters of the plain text before it are left out. */
  readonly drop?: number
}

/** Reads what begins at `state.at`; undefined if that is plain text. */
export type InlineRule = (state: State) => Piece | undefined

/** Whether look-ahead is still allowed here, see scope.ts. */
export function mayLookAhead({ depth, scope }: State): boolean {
  return depth < MAX_DEPTH && scope.budget.left > 0
}

/** ASCII letters and digits only: other letters do not count as part of a word. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

/** A space or a line end. */
export function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || code === 10
}
