/** The embedded store: one SQLite file in WAL mode, safe to share with a second process on the same machine. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { groupWriter } from './group.ts'
import { migrate } from './migrations.ts'
import { sqliteCredentials } from './sqlite-credentials.ts'
import { sqliteRecords, type Connections } from './sqlite-records.ts'
import { snapshotOf } from './snapshot.ts'
import type { Store } from './store.ts'

/** How long a write waits for another process that is writing, in milliseconds. */
const BUSY = 5000

/** Opens the file, making it and its folder where they are missing. Throws if it is no store or a newer one. */
export function openSqlite(file: string): Store {
  mkdirSync(dirname(file), { recursive: true })
  const db = connect(file)
  migrate(db)
  const reader = connect(file)
  const snapshot = snapshotOf(reader)
  const connections: Connections = { db, reader, snapshot, writer: groupWriter(db, snapshot.end) }
  return {
    records: sqliteRecords(connections),
    credentials: sqliteCredentials(connections),
    close: async () => close(connections),
  }
}

/** FULL waits for the disk at each commit: what was acknowledged survives a power cut. */
function connect(file: string): Sqlite.Database {
  const db = new Sqlite(file, { timeout: BUSY })
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -16000')
  return db
}

function close({ db, reader, writer, snapshot }: Connections): void {
  if (!db.open) return
  writer.flush()
  snapshot.end()
  reader.close()
  db.close()
}
