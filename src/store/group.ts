/**
 * Group commit: the writes of one turn of the event loop share one transaction, so that they share its wait for the
 * disk. Each has a savepoint of its own: one that fails takes nobody with it.
 */
import type { Database } from 'better-sqlite3'

export type Writer = {
  /** Resolves with what the job returned once that is on disk; rejects with what it threw, and nothing is written. */
  readonly write: <T>(job: () => T) => Promise<T>
  /** Commits what waits. */
  readonly flush: () => void
}

/** `settle` tells the caller of `write` how the job went; it is called after the commit. */
type Waiting = { readonly run: () => void; readonly settle: () => void; readonly fail: (error: unknown) => void }

/** `committed` is called after each commit, before anybody hears of it. */
export function groupWriter(db: Database, committed: () => void): Writer {
  let waiting: Waiting[] = []
  const runAll = db.transaction((group: readonly Waiting[]) => group.forEach((one) => one.run()))
  const inSavepoint = db.transaction((job: () => void) => job())
  const flush = (): void => {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    try {
      runAll.immediate(group)
    } catch (error) {
      for (const one of group) one.fail(error)
      return
    }
    committed()
    for (const one of group) one.settle()
  }
  const write = <T>(job: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(waitingJob(job, { resolve, reject, inSavepoint, db }))
    })
  return { write, flush }
}

type Around<T> = {
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
  readonly inSavepoint: (job: () => void) => void
  readonly db: Database
}

function waitingJob<T>(job: () => T, { resolve, reject, inSavepoint, db }: Around<T>): Waiting {
  let settle = (): void => reject(new Error('the write was never tried'))
  const attempt = (): void => {
    const value = job()
    settle = () => resolve(value)
  }
  const run = (): void => {
    try {
      inSavepoint(attempt)
    } catch (error) {
      // A full disk ends the whole transaction, not just this savepoint: then nobody's write has happened.
      if (!db.inTransaction) throw error
      settle = () => reject(error)
    }
  }
  return { run, settle: () => settle(), fail: reject }
}
