/**
 * Group commit: the writes of one turn of the event loop share one transaction, so that they share its wait for the
 * disk. One that fails takes nobody with it: then all are done again, each with a savepoint of its own. One that waits for
 * something keeps the others waiting, because SQLite has one writer.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { Unavailable } from '../store.ts'

export type Writer = {
  /**
   * Resolves with what the job returned once that is on disk; rejects with what it threw, and nothing is written. It may be
   * done again, so it does nothing but write.
   */
  readonly write: <T>(job: () => T) => Promise<T>
  /** The same for a job that waits for something; it is done once. */
  readonly wait: <T>(job: () => Promise<T>) => Promise<T>
  /** Resolves when nothing waits any longer. */
  readonly drain: () => Promise<void>
}

/** `settle` tells the caller of `write` how the job went; it is called after the commit. */
type Waiting = {
  /** Whether it may be done again. */
  readonly again: boolean
  /** Does the job; what it throws comes through. */
  readonly plainly: () => void
  /** Does it within a savepoint. */
  readonly safely: () => Promise<void> | undefined
  readonly settle: () => void
  readonly fail: (error: unknown) => void
}

/** How long a group waits for another process that is writing, in milliseconds. */
const BUSY = 10_000

/** `committed` is called after each commit, before anybody hears of it. */
export function groupWriter(db: Database, committed: () => void): Writer {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  const savepoints = savepointsOf(db)
  const flush = (): void => {
    if (running !== undefined || waiting.length === 0) return
    const group = waiting
    waiting = []
    running = commitGroup(db, { group, savepoints, committed }).finally(() => {
      running = undefined
      if (waiting.length > 0) setImmediate(flush)
    })
  }
  const join = <T>(job: () => T | Promise<T>, again: boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(new WaitingJob(job, { resolve, reject, savepoints, again }))
    })
  return {
    write: (job) => join(job, true),
    wait: (job) => join(job, false),
    async drain() {
      for (flush(); running !== undefined; flush()) await running
    },
  }
}

type Committing = {
  readonly group: readonly Waiting[]
  readonly savepoints: Savepoints
  readonly committed: () => void
}

async function commitGroup(db: Database, { group, savepoints, committed }: Committing): Promise<void> {
  try {
    await begin(db)
    if (!together(group, savepoints)) await oneByOne(group)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    for (const one of group) one.fail(told(error))
    return
  }
  committed()
  for (const one of group) one.settle()
}

/** A savepoint costs as much as a small write, so all share one. False, and nothing is done, if one of them failed. */
function together(group: readonly Waiting[], savepoints: Savepoints): boolean {
  if (group.some(({ again }) => !again)) return false
  savepoints.open()
  try {
    for (const one of group) one.plainly()
  } catch (error) {
    savepoints.undo(error)
    return false
  }
  savepoints.release()
  return true
}

async function oneByOne(group: readonly Waiting[]): Promise<void> {
  for (const one of group) {
    const waits = one.safely()
    if (waits !== undefined) await waits
  }
}

/** Full disks, disks that fail and others that write too long are no fault of the write. */
function told(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^SQLITE_(FULL|IOERR|BUSY)/.test(code)) return error
  return new Unavailable(`SQLite: ${(error as Error).message} (${code})`, { cause: error })
}

/** Asks again and again while another process writes: waiting inside SQLite would stop this whole process. */
async function begin(db: Database): Promise<void> {
  const last = performance.now() + BUSY
  for (;;) {
    try {
      db.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > last) throw error
    }
    await sleep(1 + Math.random() * 4)
  }
}

type Savepoints = {
  readonly open: () => void
  readonly release: () => void
  /** Undoes what came after `open`. Throws the error itself if the whole transaction has ended with it. */
  readonly undo: (error: unknown) => void
}

function savepointsOf(db: Database): Savepoints {
  const [open, release, back] = ['SAVEPOINT one', 'RELEASE one', 'ROLLBACK TO one'].map((sql) => db.prepare(sql))
  return {
    open: () => open?.run(),
    release: () => release?.run(),
    undo(error) {
      // A full disk ends the whole transaction, not just this savepoint: then nobody's write has happened.
      if (!db.inTransaction) throw error
      back?.run()
      release?.run()
    },
  }
}

/** A job whose caller waits. */
class WaitingJob<T> implements Waiting {
  readonly again: boolean
  readonly fail: (error: unknown) => void
  readonly #job: () => T | Promise<T>
  readonly #resolve: (value: T | Promise<T>) => void
  readonly #savepoints: Savepoints
  #outcome: { readonly value: T | Promise<T> } | { readonly error: unknown } | undefined = undefined

  constructor(job: () => T | Promise<T>, { resolve, reject, savepoints, again }: Around<T>) {
    this.#job = job
    this.#resolve = resolve
    this.fail = reject
    this.#savepoints = savepoints
    this.again = again
  }

  plainly(): void {
    this.#outcome = { value: this.#job() }
  }

  safely(): Promise<void> | undefined {
    this.#savepoints.open()
    try {
      const value = this.#job()
      if (value instanceof Promise) return value.then((one: T) => this.#done(one)).catch((error) => this.#failed(error))
      this.#done(value)
    } catch (error) {
      this.#failed(error)
    }
    return undefined
  }

  settle(): void {
    if (this.#outcome === undefined) this.fail(new Error('the write was never tried'))
    else if ('error' in this.#outcome) this.fail(this.#outcome.error)
    else this.#resolve(this.#outcome.value)
  }

  #done(value: T): void {
    this.#savepoints.release()
    this.#outcome = { value }
  }

  #failed(error: unknown): void {
    this.#savepoints.undo(error)
    this.#outcome = { error }
  }
}

type Around<T> = {
  readonly resolve: (value: T | Promise<T>) => void
  readonly reject: (error: unknown) => void
  readonly savepoints: Savepoints
  readonly again: boolean
}
