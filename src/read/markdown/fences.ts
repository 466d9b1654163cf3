/** The lines that open and close fences. */
import { indentOf, isBlank, trimSpaces, trimSpacesEnd } from './lines.ts'

/** An open fence: its mark, how often the mark stands there, and the word behind it. */
export type Fence = { readonly mark: string; readonly size: number; readonly word: string | undefined }

/** How a line closes a fence: on a line of its own, or glued to the last brace of the code. */
export type Closing = { readonly glued: boolean; readonly code: string }

const WORD = /^(?:\{([^}]*)\}|([^ {][^ ]*)?)$/

/** Reads an opening fence; a second word makes the line ordinary text. */
export function opensFence(text: string): Fence | undefined {
  const start = indentOf(text)
  const mark = text[start]
  if (start > 3 || (mark !== '`' && mark !== '~')) return undefined
  const size = runLength(text, start)
  const match = size < 3 ? null : WORD.exec(trimSpaces(text.slice(start + size)))
  if (match === null) return undefined
  const word = match[1]?.trim() ?? match[2] ?? ''
  return { mark, size, word: word === '' ? undefined : word }
}

const GLUED = /^[ )\]}]*[)\]}][;,]? *$/

/** Reads a closing fence: the same mark, at least as often, no word. */
export function closesFence(text: string, open: Fence): Closing | undefined {
  const trimmed = trimSpacesEnd(text)
  let start = trimmed.length
  while (trimmed[start - 1] === open.mark) start--
  if (trimmed.length - start < open.size) return undefined
  const before = trimmed.slice(0, start)
  if (isBlank(before)) return start > 3 ? undefined : { glued: false, code: '' }
  return GLUED.test(before) ? { glued: true, code: trimSpacesEnd(before) } : undefined
}

function runLength(text: string, start: number): number {
  let end = start
  while (text[end] === text[start]) end++
  return end - start
}
