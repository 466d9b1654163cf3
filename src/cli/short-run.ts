/**
 * Commands that are over in a second or two. By V8's own measure half of such a run goes into compiling: functions and
 * patterns when they are first used, and once more, better, when they seem worth it. Here what is used is compiled once.
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
/** Functions are compiled with their file, so that Node's cache of compiled code has them, and patterns straight to machine code. */
const AT_ONCE = ['--no-lazy', '--no-regexp-tier-up']
/** The heap grows in few steps: nearly all that such a run makes lives to its end, and each look for what does not is in vain. */
const ROOMY = ['--semi-space-growth-factor=4', '--heap-growing-percent=300']

/** Sets the process up for `command`; before anything is compiled, since a cache is of the flags that it was made under. */
export function setUpFor(command: string | undefined): void {
  if (!KNOWN.test(process.versions.v8)) return
  if (LASTING.has(command ?? '')) return keepYoungSmall()
  const later = Object.entries(LATER).map(([flag, calls]) => `--${flag}=${calls}`)
  for (const flag of [...later, ...AT_ONCE, ...ROOMY]) setFlagsFromString(flag)
}
