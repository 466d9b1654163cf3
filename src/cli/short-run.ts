/**
 * Commands that are over in a second or two. By V8's own measure a third of such a run goes into optimizing code that is
 * hardly used after that: here a function is optimized later, when it is certain to be worth it.
 */
import { setFlagsFromString } from 'node:v8'
import { keepYoungSmall } from './long-run.ts'

/** What goes on until somebody stops it, and so is measured as V8 does it. */
const LASTING: ReadonlySet<string> = new Set(['dev', 'serve'])
/** The flags are V8's own, which renames them at will; another version runs as it is. */
const KNOWN = /^13\.6\./
/** How often a function was called before it is compiled anew, once quickly and once well. */
const LATER = {
  'invocation-count-for-maglev': 2000,
  'invocation-count-for-maglev-osr': 1000,
  'invocation-count-for-turbofan': 60_000,
  'invocation-count-for-osr': 10_000,
}

/** Sets the process up for `command`. */
export function setUpFor(command: string | undefined): void {
  if (!KNOWN.test(process.versions.v8)) return
  if (LASTING.has(command ?? '')) return keepYoungSmall()
  for (const [flag, calls] of Object.entries(LATER)) setFlagsFromString(`--${flag}=${calls}`)
}
