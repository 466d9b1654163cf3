/**
 * Kysely's queries as SQLite plans them once. SQLite looks at the value that a column is compared with (`= ?`) to guess how
 * many rows have it, and plans the statement anew for each value: several times what a look-up costs, and for nothing. A
 * value with a sign before it (`= +?`) is the same, and SQLite does not look at it.
 */
import type { Database } from 'better-sqlite3'
import { SqliteAdapter, SqliteQueryCompiler } from 'kysely'

/** An index over some rows can only be used for values that SQLite has looked at. */
const PARTIAL = `SELECT 1 FROM sqlite_master
  WHERE type = 'index' AND name NOT GLOB 'kittn_*' AND sql LIKE '%where%'`

/** What makes SQL of queries for the tables as they are now. */
export function compilerFor(db: Database): SqliteQueryCompiler {
  return db.prepare(PARTIAL).get() === undefined ? new SteadyCompiler() : new SqliteQueryCompiler()
}

class SteadyCompiler extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    const before = this.getSql()
    if (before.endsWith('= ') || before.endsWith('=')) this.append('+')
    super.appendValue(value)
  }
}

/** Kysely lets one statement at a time onto SQLite; here a write that waits for its group must keep nobody waiting. */
export class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}
