/** The statements around a group of writes, prepared once. */
import type { Database } from 'better-sqlite3'

export type Savepoints = {
  readonly open: () => void
  readonly release: () => void
  /** Undoes what came after `open`. Throws the error itself if the whole transaction has ended with it. */
  readonly undo: (error: unknown) => void
}

export type Statements = Savepoints & { readonly begin: () => void; readonly commit: () => void }

export function statementsOf(db: Database): Statements {
  const prepared = (sql: string): (() => void) => {
    const statement = db.prepare(sql)
    return () => void statement.run()
  }
  const [release, back] = [prepared('RELEASE one'), prepared('ROLLBACK TO one')]
  return {
    begin: prepared('BEGIN IMMEDIATE'),
    commit: prepared('COMMIT'),
    open: prepared('SAVEPOINT one'),
    release,
    undo(error) {
      // A full disk ends the whole transaction, not just this savepoint: then nobody's write has happened.
      if (!db.inTransaction) throw error
      back()
      release()
    },
  }
}
