/** All that a store holds, as lines that any store can take in: records, keys and the rows of an API's own tables. */
import { DumpError, type DumpLine, type Holder, type Row } from './lines.ts'
import { ownerOf } from './migrate.ts'
import type { Stored } from './store.ts'
import type { Tables } from './tables.ts'

/** How one store keeps what every store has. */
export type Layout = {
  /** The column that records are kept under. */
  readonly key: 'id' | 'key'
  readonly recordOf: (row: Row) => Stored
  readonly rowOf: (record: Stored) => Row
  readonly idOf: (key: string) => string
  readonly truth: (value: boolean) => unknown
  /** The names of the API's own tables and of those of the portal, in the order in which they were made. */
  readonly ownTables: (db: Tables) => Promise<readonly string[]>
  /** Makes what counts rows by itself go on after those that were put in. */
  readonly countOn: (db: Tables, table: string) => Promise<void>
}

const PAGE = 500
/** The key that secrets are made from belongs to the callers' keys: it stays with them, and comes and goes with them. */
const SIGNING = 'kittn:signing'

/** Everything in `db`, which does not change meanwhile. */
export async function* dumpOf(db: Tables, layout: Layout): AsyncGenerator<DumpLine> {
  yield { kind: 'kittn', version: 1, migrations: await migrationsIn(db) }
  for (const { name, last_id } of await db.selectFrom('kittn_collections').selectAll().orderBy('name').execute())
    yield { kind: 'collection', name: String(name), last: Number(last_id) }
  for await (const row of paged(db, 'kittn_records', 'seq'))
    yield { kind: 'record', collection: String(row['collection']), ...layout.recordOf(row) }
  for (const row of await db.selectFrom('kittn_removed').selectAll().execute())
    yield { kind: 'removed', collection: String(row['collection']), id: layout.idOf(String(row[layout.key])) }
  yield* holdersIn(db)
  for (const table of await layout.ownTables(db))
    for (const row of await db.selectFrom(table).selectAll().execute()) yield { kind: 'row', table, row: outward(row) }
}

async function* paged(db: Tables, table: string, by: string): AsyncGenerator<Row> {
  for (let after: unknown = 0; ;) {
    const rows = await db.selectFrom(table).selectAll().where(by, '>', after).orderBy(by).limit(PAGE).execute()
    yield* rows
    if (rows.length < PAGE) return
    after = rows.at(-1)?.[by]
  }
}

async function* holdersIn(db: Tables): AsyncGenerator<DumpLine> {
  const hashes = Map.groupBy(await db.selectFrom('kittn_secrets').selectAll().execute(), (row) => row['credential'])
  for (const row of await db.selectFrom('kittn_credentials').selectAll().orderBy('seq').execute()) {
    const { seq: _, ...holder } = row
    const [current, rolled] = sides(hashes.get(row['id']) ?? [])
    const own = current.map(({ hash }) => String(hash))
    const late = Object.fromEntries(rolled.map(({ hash, expires }) => [String(hash), String(expires)]))
    const secrets = { hashes: own, ...(rolled.length === 0 ? {} : { late }) }
    // The columns are those of the table.
    yield { kind: 'credential', ...(holder as Omit<Holder, 'hashes'>), admin: Boolean(row['admin']), ...secrets }
  }
}

function sides(secrets: readonly Row[]): [Row[], Row[]] {
  const isLate = ({ expires }: Row): boolean => typeof expires === 'string'
  return [secrets.filter((one) => !isLate(one)), secrets.filter(isLate)]
}

export async function migrationsIn(db: Tables): Promise<string[]> {
  const rows = await db.selectFrom('kittn_migrations').select('name').orderBy('name').execute()
  return rows.map(({ name }) => String(name))
}

/** Takes in a dump; throws DumpError where it does not fit. Nothing may be kept then. */
export async function restoreInto(db: Tables, layout: Layout, lines: AsyncIterable<DumpLine>): Promise<number> {
  await db.deleteFrom('kittn_records').where('collection', '=', SIGNING).execute()
  if ((await db.selectFrom('kittn_records').select('collection').limit(1).execute()).length > 0)
    throw new DumpError('there are records already: kittn data reset PATH --yes takes them away')
  const own = await layout.ownTables(db)
  for (const table of own.toReversed()) await db.deleteFrom(table).execute()
  for (const table of ['kittn_collections', 'kittn_removed', 'kittn_secrets', 'kittn_credentials'])
    await db.deleteFrom(table).execute()
  let count = 0
  const batch = batches(db)
  for await (const line of lines) {
    if ((count === 0) !== (line.kind === 'kittn')) throw new DumpError('this is no dump of kittn data export')
    if (line.kind === 'kittn') await checkMigrations(db, line.migrations)
    else await put(line, layout, batch)
    count++
  }
  if (count === 0) throw new DumpError('the dump is empty')
  await batch.flush()
  for (const table of own) await layout.countOn(db, table)
  return count - 1
}

async function checkMigrations(db: Tables, wanted: readonly string[]): Promise<void> {
  const here = await migrationsIn(db)
  const missing = wanted.find((name) => !here.includes(name))
  if (missing !== undefined) throw new DumpError(`the dump was migrated by \`${missing}\`, which api.ts does not have`)
}

type Batch = { readonly add: (table: string, row: Row) => Promise<void>; readonly flush: () => Promise<void> }

/** Rows of one table go in together. */
function batches(db: Tables): Batch {
  let [table, rows]: [string, Row[]] = ['', []]
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await db.insertInto(table).values(rows).execute()
    rows = []
  }
  return {
    flush,
    async add(to, row) {
      if (to !== table || rows.length >= 50) await flush()
      table = to
      rows.push(row)
    },
  }
}

async function put(line: Exclude<DumpLine, { kind: 'kittn' }>, layout: Layout, batch: Batch): Promise<void> {
  switch (line.kind) {
    case 'collection':
      return batch.add('kittn_collections', { name: line.name, last_id: line.last })
    case 'record':
      return batch.add('kittn_records', { collection: line.collection, ...layout.rowOf(line) })
    case 'removed':
      return batch.add('kittn_removed', {
        collection: line.collection,
        [layout.key]: layout.rowOf({ id: line.id, text: '{}' })[layout.key],
        at: new Date().toISOString(),
      })
    case 'credential': {
      const { kind: _, hashes, late = {}, admin, ...holder } = line
      await batch.add('kittn_credentials', { ...holder, admin: layout.truth(admin) })
      const secrets = [...hashes.map((hash) => [hash, null] as const), ...Object.entries(late)]
      for (const [hash, expires] of secrets) await batch.add('kittn_secrets', { hash, credential: line.id, expires })
      return undefined
    }
    case 'row':
      return batch.add(line.table, inward(line.row))
    case 'file':
    case 'bytes':
      throw new DumpError('files are taken in beside the store')
  }
}

/** Bytes are no JSON. */
function outward(row: Row): Row {
  const entries = Object.entries(row)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Buffer.isBuffer(value) ? { $bytes: value.toString('base64') } : value]),
  )
}

function inward(row: Row): Row {
  const value = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one
    return '$bytes' in one ? Buffer.from(String(one.$bytes), 'base64') : JSON.stringify(one)
  }
  return Object.fromEntries(Object.entries(row).map(([name, one]) => [name, value(one)]))
}

/** Takes everything away but keys and those who have them: the next start begins anew, with migrations and seeds. */
export async function resetAll(db: Tables, layout: Layout): Promise<void> {
  const own = (await layout.ownTables(db)).filter((table) => !table.startsWith('kittn_'))
  for (const table of own.toReversed()) await db.schema.dropTable(table).execute()
  for (const table of ['removed', 'collections', 'once']) await db.deleteFrom(`kittn_${table}`).execute()
  await db.deleteFrom('kittn_records').where('collection', '!=', SIGNING).execute()
  for (const name of await migrationsIn(db))
    if (ownerOf(name) === undefined) await db.deleteFrom('kittn_migrations').where('name', '=', name).execute()
}
