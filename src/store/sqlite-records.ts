/** Records in SQLite. Reads go to the reader connection, writes to the writer, where they are committed in groups. */
import type { Database, Statement } from 'better-sqlite3'
import type { Writer } from './group.ts'
import { onceIn, type Once } from './sqlite-once.ts'
import { listSql, whereSql } from './sqlite-query.ts'
import type { Snapshot } from './snapshot.ts'
import type { Build, CreateOptions, Created, Id, Query, Records, Seed, Stored } from './store.ts'

export type Connections = {
  readonly reader: Database
  readonly snapshot: Snapshot
  readonly db: Database
  readonly writer: Writer
}

/** Makes the records of any collection; the statements are prepared once for all of them. */
export function sqliteRecords({ reader, snapshot, db, writer }: Connections): (collection: string) => Records {
  const read = readStatements(reader)
  const tables = writeStatements(db)
  const prepared = statementCache(reader)
  return (collection) => ({
    get: async (id) => {
      snapshot.look()
      return read.get.get(collection, String(id))
    },
    list: async (query: Query) => {
      const { sql, values } = listSql(query)
      snapshot.look()
      // The columns are those of the statement above.
      return prepared(sql).all(collection, ...values) as Stored[]
    },
    count: async (where) => {
      const { sql, values } = whereSql(where)
      snapshot.look()
      const row = reader
        .prepare(`SELECT count(*) AS count FROM records WHERE collection = ?${sql}`)
        .get(collection, ...values)
      return (row as { readonly count: number }).count
    },
    create: (build, options = {}) => writer.write(() => create(tables, { collection, build, options })),
    update: (id, change) =>
      writer.write(() => {
        const old = tables.get.get(collection, String(id))
        if (old === undefined) return undefined
        const text = change(old.text)
        tables.update.run(text, collection, old.id)
        return { id: old.id, text }
      }),
    remove: (id) => writer.write(() => remove(tables, collection, String(id))),
    wasRemoved: async (id) => {
      snapshot.look()
      return read.removed.get(collection, String(id)) !== undefined
    },
    seed: (rows) => writer.write(() => seed(tables, collection, rows)),
  })
}

const GET = 'SELECT id, text FROM records WHERE collection = ? AND id = ?'

/** Queries differ only in how many conditions they have and how they sort, so few statements are ever kept. */
function statementCache(db: Database): (sql: string) => Statement {
  const kept = new Map<string, Statement>()
  return (sql) => {
    const statement = kept.get(sql) ?? db.prepare(sql)
    if (kept.size < 200) kept.set(sql, statement)
    return statement
  }
}

type Read = {
  readonly get: Statement<[string, string], Stored>
  readonly removed: Statement<[string, string]>
}

function readStatements(reader: Database): Read {
  return {
    get: reader.prepare(GET),
    removed: reader.prepare('SELECT 1 FROM removed WHERE collection = ? AND id = ?'),
  }
}

type Tables = {
  readonly get: Statement<[string, string], Stored>
  readonly insert: Statement<[string, string, string]>
  readonly update: Statement<[string, string, string]>
  readonly remove: Statement<[string, string]>
  readonly bury: Statement<[string, string, string]>
  readonly unbury: Statement<[string, string]>
  readonly next: Statement<[string], { readonly last_id: number }>
  readonly atLeast: Statement<[string, number]>
  readonly known: Statement<[string]>
  readonly once: Once
}

function writeStatements(db: Database): Tables {
  return {
    get: db.prepare(GET),
    insert: db.prepare('INSERT INTO records (collection, id, text) VALUES (?, ?, ?)'),
    update: db.prepare('UPDATE records SET text = ? WHERE collection = ? AND id = ?'),
    remove: db.prepare('DELETE FROM records WHERE collection = ? AND id = ?'),
    bury: db.prepare('INSERT OR REPLACE INTO removed (collection, id, at) VALUES (?, ?, ?)'),
    unbury: db.prepare('DELETE FROM removed WHERE collection = ? AND id = ?'),
    next: db.prepare(
      `INSERT INTO collections (name, last_id) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET last_id = last_id + 1 RETURNING last_id`,
    ),
    atLeast: db.prepare(
      'INSERT INTO collections (name, last_id) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last_id = max(last_id, excluded.last_id)',
    ),
    known: db.prepare('SELECT 1 FROM collections WHERE name = ?'),
    once: onceIn(db),
  }
}

type Creation = { readonly collection: string; readonly build: Build; readonly options: CreateOptions }

function create(tables: Tables, { collection, build, options }: Creation): Created {
  const { once } = options
  const before = once === undefined ? undefined : tables.once.find(once.key)
  if (before !== undefined && before.fingerprint !== once?.fingerprint) return { kind: 'mismatch' }
  if (before !== undefined) return { kind: 'repeated', stored: { id: before.id, text: before.text } }
  if (options.id !== undefined && tables.get.get(collection, String(options.id)) !== undefined) return { kind: 'taken' }
  const stored = insert(tables, { collection, build, id: options.id })
  if (once !== undefined) tables.once.keep({ ...once, ...stored })
  return { kind: 'created', stored }
}

type Insertion = { readonly collection: string; readonly build: Build; readonly id: Id | undefined }

function insert(tables: Tables, { collection, build, id }: Insertion): Stored {
  const given = id ?? nextId(tables, collection)
  if (id !== undefined) tables.atLeast.run(collection, wholeNumber(id))
  const stored = { id: String(given), text: build(given) }
  tables.insert.run(collection, stored.id, stored.text)
  tables.unbury.run(collection, stored.id)
  return stored
}

function nextId(tables: Tables, collection: string): number {
  const row = tables.next.get(collection)
  if (row === undefined) throw new Error('the counter of the collection returned nothing')
  return row.last_id
}

/** The number that generated ids have to stay above; ids that are no whole numbers cannot meet them. */
function wholeNumber(id: Id): number {
  const number = /^\d{1,15}$/.test(String(id)) ? Number(id) : 0
  return number
}

function remove(tables: Tables, collection: string, id: string): boolean {
  if (tables.remove.run(collection, id).changes === 0) return false
  tables.bury.run(collection, id, new Date().toISOString())
  return true
}

function seed(tables: Tables, collection: string, rows: readonly Seed[]): boolean {
  if (tables.known.get(collection) !== undefined) return false
  for (const { id, build } of rows) {
    const taken = id !== undefined && tables.get.get(collection, String(id)) !== undefined
    if (!taken) insert(tables, { collection, build, id })
  }
  tables.atLeast.run(collection, 0)
  return true
}
