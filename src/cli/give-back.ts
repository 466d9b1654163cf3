/** Gives memory back that only the start needed. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void

/**
 * Reading a page of a megabyte takes several times the memory that serving it does, and V8 would keep it for as long as the
 * process lives. Takes some tens of milliseconds.
 */
export function giveBack(): void {
  setFlagsFromString('--expose-gc')
  // Contexts that are made from here on have it; ours stays without.
  const collect = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
