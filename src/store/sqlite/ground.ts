/** The ground that work stands on in SQLite: statements on the writer, prepared once for all collections. */
import type { Database } from 'better-sqlite3'
import { escaped } from '../escape.ts'
import type { Stored } from '../store.ts'
import type { Ground } from '../work.ts'
import { onceIn } from './once.ts'

export const GET = 'SELECT id, text FROM kittn_records WHERE collection = ? AND id = ?'

/** To be used inside a write. */
export function groundOf(db: Database): Ground {
  return { ...recordsIn(db), ...countersIn(db), ...onceIn(db) }
}

function recordsIn(db: Database): Pick<Ground, 'get' | 'insert' | 'update' | 'remove' | 'forget'> {
  const get = db.prepare<[string, string], Stored>(GET)
  const insert = db.prepare('INSERT INTO kittn_records (collection, id, text) VALUES (?, ?, ?)')
  const update = db.prepare('UPDATE kittn_records SET text = ? WHERE collection = ? AND id = ?')
  const remove = db.prepare('DELETE FROM kittn_records WHERE collection = ? AND id = ?')
  const bury = db.prepare('INSERT OR REPLACE INTO kittn_removed (collection, id, at) VALUES (?, ?, ?)')
  const unbury = db.prepare('DELETE FROM kittn_removed WHERE collection = ? AND id = ?')
  return {
    get(collection, id) {
      const text = get.get(collection, escaped(id))?.text
      return text === undefined ? undefined : { id, text }
    },
    insert(collection, { id, text }, fresh) {
      insert.run(collection, escaped(id), text)
      if (!fresh) unbury.run(collection, escaped(id))
    },
    update: (collection, { id, text }) => void update.run(text, collection, escaped(id)),
    remove(collection, id) {
      remove.run(collection, escaped(id))
      bury.run(collection, escaped(id), new Date().toISOString())
    },
    forget: (collection, id) => void remove.run(collection, escaped(id)),
  }
}

function countersIn(db: Database): Pick<Ground, 'next' | 'atLeast' | 'claim'> {
  const next = db
    .prepare<[string], number>(
      `INSERT INTO kittn_collections (name, last_id) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET last_id = last_id + 1 RETURNING last_id`,
    )
    .pluck()
  const atLeast = db.prepare(
    `INSERT INTO kittn_collections (name, last_id) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET last_id = max(last_id, excluded.last_id)`,
  )
  const claim = db.prepare('INSERT INTO kittn_collections (name, last_id) VALUES (?, 0) ON CONFLICT DO NOTHING')
  return {
    next(collection) {
      const id = next.get(collection)
      if (id === undefined) throw new Error('the counter of the collection returned nothing')
      return id
    },
    atLeast: (collection, id) => void atLeast.run(collection, id),
    claim: (collection) => claim.run(collection).changes === 1,
  }
}
