/**
 * What the writes of one group create is gathered in memory and written at its end: integers are counted without asking SQLite
 * for each, and one statement takes many records. Whatever else a write does finds all that was gathered before it.
 */
import type { Database, Statement } from 'better-sqlite3'
import { escaped } from '../escape.ts'
import type { Ground } from '../work.ts'

export type Batch = {
  /** From here on things are gathered. */
  readonly begin: () => void
  /** Writes them. Throws what SQLite says. */
  readonly end: () => void
  /** Forgets them: what the group did is undone. */
  readonly drop: () => void
}

/** The ground with a batch before it. */
export function batched(db: Database, ground: Ground): { readonly ground: Ground; readonly batch: Batch } {
  const [counters, records] = [countersOver(db), recordsOver(db)]
  let open = false
  const drop = (): void => {
    open = false
    counters.drop()
    records.drop()
  }
  return {
    batch: {
      begin: () => void (open = true),
      end() {
        records.write()
        counters.write()
        drop()
      },
      drop,
    },
    ground: {
      ...ground,
      next: (collection) => (open ? counters.next(collection) : ground.next(collection)),
      atLeast(collection, id) {
        counters.write()
        ground.atLeast(collection, id)
      },
      claim(collection) {
        counters.write()
        return ground.claim(collection)
      },
      insert(collection, record, fresh) {
        if (open && fresh) return records.add(collection, escaped(record.id), record.text)
        records.write()
        ground.insert(collection, record, fresh)
      },
      get(collection, id) {
        records.write()
        return ground.get(collection, id)
      },
      update(collection, record) {
        records.write()
        ground.update(collection, record)
      },
      remove(collection, id) {
        records.write()
        ground.remove(collection, id)
      },
      forget(collection, id) {
        records.write()
        ground.forget(collection, id)
      },
    },
  }
}

type Gathered = { readonly write: () => void; readonly drop: () => void }

function countersOver(db: Database): Gathered & { readonly next: (collection: string) => number } {
  const last = db.prepare<[string], number>('SELECT last_id FROM kittn_collections WHERE name = ?').pluck()
  const keep = db.prepare(
    `INSERT INTO kittn_collections (name, last_id) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET last_id = excluded.last_id`,
  )
  const counters = new Map<string, number>()
  return {
    next(collection) {
      const id = (counters.get(collection) ?? last.get(collection) ?? 0) + 1
      counters.set(collection, id)
      return id
    },
    write() {
      if (counters.size === 0) return
      for (const [collection, id] of counters) keep.run(collection, id)
      counters.clear()
    },
    drop: () => counters.clear(),
  }
}

/** So many records one statement takes, the most first. */
const SIZES = [32, 8, 1] as const
const COLUMNS = 3

function recordsOver(db: Database): Gathered & { readonly add: (...columns: [string, string, string]) => void } {
  const inserts = SIZES.map((size) => ({ size, statement: inserting(db, size) }))
  let values: string[] = []
  return {
    add: (...columns) => void values.push(...columns),
    write() {
      if (values.length === 0) return
      let at = 0
      for (const { size, statement } of inserts)
        for (const step = size * COLUMNS; values.length - at >= step; at += step)
          statement.run(...values.slice(at, at + step))
      values = []
    },
    drop: () => void (values = []),
  }
}

function inserting(db: Database, count: number): Statement {
  const rows = Array.from({ length: count }, () => '(?, ?, ?)').join(', ')
  return db.prepare(`INSERT INTO kittn_records (collection, id, text) VALUES ${rows}`)
}
