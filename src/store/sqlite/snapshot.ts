/**
 * Reads of one turn of the event loop share one look at the file: taking and letting go of SQLite's read lock costs
 * several times what reading a record does. What this process commits, and what others do between turns, is seen at once.
 */
import type { Database } from 'better-sqlite3'

export type Snapshot = {
  /** To be called before each read. */
  readonly look: () => void
  /** Changes whenever somebody has written to the file, this process or another. To be asked after `look`. */
  readonly version: () => number
  /** Lets go, so that the next read looks anew. To be called after each commit. */
  readonly end: () => void
}

export function snapshotOf(reader: Database): Snapshot {
  const [begin, commit] = [reader.prepare('BEGIN'), reader.prepare('COMMIT')]
  const read = reader.prepare<[], number>('PRAGMA data_version').pluck()
  let looking = false
  let version = 0
  const end = (): void => {
    if (!looking) return
    looking = false
    commit.run()
  }
  const look = (): void => {
    if (looking) return
    begin.run()
    looking = true
    version = read.get() ?? 0
    setImmediate(end)
  }
  return { look, end, version: () => version }
}
