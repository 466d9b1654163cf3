/** Gives memory back when nobody waits for it. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: {
  readonly type: 'major' | 'minor'
  readonly execution: 'sync'
  readonly flavor?: 'last-resort'
}) => void

/**
 * Reading a page of a megabyte takes several times the memory that serving it does, and V8 would keep it for as long as the
 * process lives. Takes some tens of milliseconds.
 */
export function giveBack(): void {
  collector()({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/** Takes away what the latest edit left behind, so that the next one finds room and need not wait for that. */
export function tidyUp(): void {
  collector()({ type: 'minor', execution: 'sync' })
}

let known: Collect | undefined

function collector(): Collect {
  if (known !== undefined) return known
  setFlagsFromString('--expose-gc')
  // Contexts that are made from here on have it; ours stays without.
  known = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  return known
}
