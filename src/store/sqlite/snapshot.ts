/**
 * Reads of one turn of the event loop share one look at the file: taking and letting go of SQLite's read lock costs
 * several times what reading a record does. What this process commits, and what others do between turns, is seen at once.
 */
import type { Database } from 'better-sqlite3'

export type Snapshot = {
  /** To be called before each read. */
  readonly look: () => void
  /** Changes whenever somebody has written to the file, this process or another. Asked once a turn, it needs no look. */
  readonly version: () => number
  /** Lets go, so that the next read looks anew. To be called after each commit. */
  readonly end: () => void
}

export function snapshotOf(reader: Database): Snapshot {
  const [begin, commit] = [reader.prepare('BEGIN'), reader.prepare('COMMIT')]
  const read = reader.prepare<[], number>('PRAGMA data_version').pluck()
  let [asked, looking, ending] = [false, false, false]
  let version = 0
  const end = (): void => {
    asked = false
    if (looking) commit.run()
    looking = false
  }
  const endTurn = (): void => {
    ending = false
    end()
  }
  const ask = (): void => {
    version = read.get() ?? 0
    asked = true
    if (!ending) setImmediate(endTurn)
    ending = true
  }
  const look = (): void => {
    if (looking) return
    begin.run()
    looking = true
    // A transaction begins with its first read: from here on the file stands still.
    ask()
  }
  return {
    look,
    end,
    version() {
      if (!asked) ask()
      return version
    },
  }
}
