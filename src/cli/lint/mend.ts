/** Applies the edits that findings carry. Pure: text in, text out. */
import type { Fix } from '../../finding.ts'

/** `made` are the edits that were made, as they were given. */
export type Mended = { readonly text: string; readonly made: ReadonlySet<Fix> }

/** The text with the edits made. One that no longer fits what stands there, or overlaps another, is left out. */
export function mended(text: string, fixes: readonly Fix[]): Mended {
  const starts = lineStarts(text)
  const edits = fixes
    .map((fix) => ({ fix, at: (starts[fix.line - 1] ?? Number.NaN) + fix.column - 1 }))
    .filter(({ at, fix }) => text.startsWith(fix.from, at))
    .toSorted((a, b) => a.at - b.at)
  const parts: string[] = []
  let done = 0
  const made = new Set<Fix>()
  for (const { at, fix } of edits) {
    if (Number.isNaN(at) || at < done) continue
    parts.push(text.slice(done, at), fix.to.replaceAll('\n', newlineOf(text)))
    done = at + fix.from.length
    made.add(fix)
  }
  return { text: parts.join('') + text.slice(done), made }
}

/** What ends the lines of a file. */
function newlineOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
