/** The embedded store: one SQLite file in WAL mode, safe to share with other processes on the same machine. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { guards } from '../guard.ts'
import type { Store } from '../store.ts'
import { transactions } from '../transactions.ts'
import { answersOf } from '../work.ts'
import { batched } from './batch.ts'
import { sqliteCredentials } from './credentials.ts'
import { groundOf } from './ground.ts'
import { groupWriter, type Writer } from './group.ts'
import { migrate } from './migrations.ts'
import { small } from './query.ts'
import { sqliteRecords, writeTo, type Connections } from './records.ts'
import { snapshotOf } from './snapshot.ts'

/** How long opening waits for another process that is writing, in milliseconds. */
const BUSY = 5000

/** Opens the file, making it and its folder where they are missing. Throws if it is no store or a newer one. */
export function openSqlite(file: string): Store {
  mkdirSync(dirname(file), { recursive: true })
  const { writer, ...plain } = connectionsTo(file)
  const { db, transactions: open } = plain
  const transaction = async <T>(job: () => Promise<T>, limit?: number): Promise<T> => {
    if (open.current() !== undefined) throw new Error('a transaction is under way already: its writes belong to it')
    const later: (() => void)[] = []
    const value = await writer.wait(() => open.within(db, job, { limit, later }))
    for (const one of later) one()
    return value
  }
  const guard = guards(transaction, () => open.current() !== undefined)
  const connections: Connections = { ...plain, write: (job) => guard.write(() => plain.write(job)) }
  const tables = async () => (await import('./tables.ts')).sqliteTables(connections)
  return {
    records: sqliteRecords(connections),
    credentials: sqliteCredentials(connections),
    answers: answersOf(writeTo(plain)),
    transaction: guard.transaction,
    guarded: guard.guarded,
    afterwards: (job) => void (open.putOff(job) || job()),
    tables,
    dialect: 'sqlite',
    migrate: async (steps, whose) =>
      (await import('../migrate.ts')).migrateTables(steps, {
        whose,
        tables: await tables(),
        locked: (job) => transaction(job, Infinity),
      }),
    async *dump() {
      const [{ tablesAsNow }, { dumpOf }, { LAYOUT }] = await bulk()
      const now = tablesAsNow(file)
      try {
        yield* dumpOf(now.db, LAYOUT)
      } finally {
        now.close()
      }
    },
    async restore(lines) {
      const [, { restoreInto }, { LAYOUT }] = await bulk()
      const db = await tables()
      return transaction(() => restoreInto(db, LAYOUT, lines), Infinity)
    },
    async reset() {
      const [, { resetAll }, { LAYOUT }] = await bulk()
      const db = await tables()
      return transaction(() => resetAll(db, LAYOUT), Infinity)
    },
    close: () => close(connections, writer),
  }
}

/** What only dumps need. */
const bulk = () => Promise.all([import('./tables.ts'), import('../dump.ts'), import('./layout.ts')])

function connectionsTo(file: string): Connections & { readonly writer: Writer } {
  const db = connect(file)
  migrate(db)
  // From here on groups ask again themselves (group.ts).
  db.pragma('busy_timeout = 0')
  const reader = connect(file)
  const snapshot = snapshotOf(reader)
  const { ground, batch } = batched(db, groundOf(db))
  const writer = groupWriter(db, { batch, committed: snapshot.end })
  const open = transactions<Sqlite.Database>()
  const write = <T>(job: () => T): Promise<T> => {
    try {
      return open.current() === undefined ? writer.write(job) : within(job)
    } catch (error) {
      return Promise.reject(error)
    }
  }
  return { db, reader, snapshot, ground, writer, write, transactions: open }
}

/** As a part of the transaction under way. */
async function within<T>(job: () => T): Promise<T> {
  return job()
}

/**
 * Pages of the log before they are brought into the file, which waits for the disk once more and writes each page that changed:
 * four times as seldom as SQLite would, and a page that changes again and again is written once. 16 MB.
 */
const LOG = 4000

/** FULL waits for the disk at each commit: what was acknowledged survives a power cut. */
function connect(file: string): Sqlite.Database {
  const db = new Sqlite(file, { timeout: BUSY })
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -16000')
  db.function('kittn_small', { deterministic: true }, (text) => (text === null ? null : small(String(text))))
  db.pragma(`wal_autocheckpoint = ${LOG}`)
  return db
}

async function close({ db, reader, snapshot }: Connections, writer: Writer): Promise<void> {
  if (!db.open) return
  await writer.drain()
  snapshot.end()
  reader.close()
  db.close()
}
