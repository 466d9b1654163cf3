/** Idempotency keys in SQLite: what was created under which key, for a day. */
import type { Database } from 'better-sqlite3'
import type { Kept } from '../store.ts'
import type { Ground } from '../work.ts'

const DAY = 24 * 60 * 60 * 1000

/** To be used inside a write. Each key that is kept clears away what is too old to count. */
export function onceIn(db: Database): Pick<Ground, 'once' | 'keep'> {
  const find = db.prepare<[string, number], Kept>(
    'SELECT fingerprint, id, text FROM kittn_once WHERE key = ? AND at > ?',
  )
  const keep = db.prepare('INSERT OR REPLACE INTO kittn_once (key, fingerprint, id, text, at) VALUES (?, ?, ?, ?, ?)')
  const clear = db.prepare('DELETE FROM kittn_once WHERE key IN (SELECT key FROM kittn_once WHERE at <= ? LIMIT 10)')
  return {
    once: (key) => find.get(key, Date.now() - DAY),
    keep(key, { fingerprint, id, text }) {
      clear.run(Date.now() - DAY)
      keep.run(key, fingerprint, id, text, Date.now())
    },
  }
}
