/**
 * Group commit: the writes of one turn of the event loop share one transaction, so that they share its wait for the
 * disk. One that fails takes nobody with it: then all are done again, each with a savepoint of its own. One that waits for
 * something keeps the others waiting, because SQLite has one writer.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { Unavailable } from '../store.ts'
import type { Batch } from './batch.ts'
import { pacerWithPauses } from './pace.ts'
import { statementsOf, type Statements } from './statements.ts'
import { WaitingJob, type Waiting } from './waiting.ts'

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

/** How long a group waits for another process that is writing, in milliseconds. */
const BUSY = 10_000

/** `committed` is called after each commit, before anybody hears of it. */
export type Around = { readonly batch: Batch; readonly committed: () => void }

export function groupWriter(db: Database, around: Around): Writer {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  const statements = statementsOf(db)
  const pace = pacerWithPauses()
  const start = (): void => {
    const group = waiting
    waiting = []
    running = commitGroup(db, { group, statements, ...around }).finally(() => {
      running = undefined
      pace.ended(group.length)
      if (waiting.length > 0) setImmediate(flush)
    })
  }
  const flush = (): void => {
    if (running === undefined && waiting.length > 0 && !pace.putsOff(waiting.length, flush)) start()
  }
  const join = <T>(job: () => T | Promise<T>, again: boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(new WaitingJob(job, { resolve, reject, savepoints: statements, again }))
    })
  return {
    write: (job) => join(job, true),
    wait: (job) => join(job, false),
    async drain() {
      for (; running !== undefined || waiting.length > 0; await running) if (running === undefined) start()
    },
  }
}

type Committing = Around & { readonly group: readonly Waiting[]; readonly statements: Statements }

async function commitGroup(db: Database, committing: Committing): Promise<void> {
  const { group, statements, committed } = committing
  try {
    if (!hasBegun(statements)) await begin(statements)
    if (!together(committing)) await oneByOne(group)
    statements.commit()
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    for (const one of group) one.fail(told(error))
    return
  }
  committed()
  for (const one of group) one.settle()
}

/** A savepoint costs as much as a small write, so all share one. False, and nothing is done, if one of them failed. */
function together({ group, statements, batch }: Committing): boolean {
  if (group.some(({ again }) => !again)) return false
  statements.open()
  batch.begin()
  try {
    for (const one of group) one.plainly()
    batch.end()
  } catch (error) {
    batch.drop()
    statements.undo(error)
    return false
  }
  statements.release()
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
async function begin(statements: Statements): Promise<void> {
  const last = performance.now() + BUSY
  do await sleep(1 + Math.random() * 4)
  while (!hasBegun(statements, performance.now() > last))
}

/** False where another process is writing; throws that where it is the last try. */
function hasBegun(statements: Statements, isLast = false): boolean {
  try {
    statements.begin()
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY' || isLast) throw error
    return false
  }
}
