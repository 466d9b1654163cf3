/** Idempotency keys in SQLite: what was created under which key, for a day. */
import type { Database } from 'better-sqlite3'

const DAY = 24 * 60 * 60 * 1000

type Kept = { readonly fingerprint: string; readonly id: string; readonly text: string }

export type Once = {
  /** What was created under this key within the last day. */
  readonly find: (key: string) => Kept | undefined
  readonly keep: (row: Kept & { readonly key: string }) => void
}

/** To be called inside a write. Each key that is kept clears away what is too old to count. */
export function onceIn(db: Database): Once {
  const find = db.prepare<[string, number], Kept>('SELECT fingerprint, id, text FROM once WHERE key = ? AND at > ?')
  const keep = db.prepare('INSERT OR REPLACE INTO once (key, fingerprint, id, text, at) VALUES (?, ?, ?, ?, ?)')
  const clear = db.prepare('DELETE FROM once WHERE key IN (SELECT key FROM once WHERE at <= ? LIMIT 10)')
  return {
    find: (key) => find.get(key, Date.now() - DAY),
    keep({ key, fingerprint, id, text }) {
      clear.run(Date.now() - DAY)
      keep.run(key, fingerprint, id, text, Date.now())
    },
  }
}
