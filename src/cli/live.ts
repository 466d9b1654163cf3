/** The living half of `kittn dev`: reloads a project when its files change, and keeps the last good state when they break. */
import type { Finding } from '../finding.ts'
import { loadAgain, type Loaded } from './load.ts'
import { tidyUp } from './give-back.ts'
import { changedSince, watchFiles } from './watch.ts'

/** By then the open pages have what is new, in milliseconds. */
const QUIET = 250

export type Live = { readonly close: () => void }

export type Heard = {
  /** The project changed and is well. */
  readonly onGood: (loaded: Loaded) => Promise<void>
  /** An edit broke it; the last good state goes on. */
  readonly onBroken: (errors: readonly Finding[]) => void
}

/**
 * Watches the files of `first` and reports each change once, one at a time. `since` is when its reading began, in milliseconds
 * since 1970: what was written from then on and before the watching is a change, too.
 */
export function keepLive(first: Loaded, since: number, heard: Heard): Live {
  let good = first
  let turn = Promise.resolve()
  const change = (): void => void (turn = turn.then(reload))
  const watcher = watchFiles(change)
  async function reload(): Promise<void> {
    const next = await loadAgain(good)
    watcher.retarget(next.watched)
    const errors = broken(next, good)
    if (errors.length > 0) return heard.onBroken(errors)
    good = next
    await heard.onGood(next)
    setTimeout(tidyUp, QUIET).unref()
  }
  watcher.retarget(first.watched)
  if (changedSince(first.watched, since)) change()
  return { close: watcher.close }
}

/** The errors that an edit brought in. Errors that the page had when it was last well are the author's to mend in peace. */
function broken(next: Loaded, good: Loaded): Finding[] {
  const known = new Set(good.findings.map(identity))
  return next.findings.filter((found) => found.severity === 'error' && !known.has(identity(found)))
}

function identity({ code, message, span }: Finding): string {
  return [code, span.file, message].join('\n')
}
