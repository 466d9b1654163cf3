/** Does the migrations of an API that its store has not seen: forward, one after the other, each all or nothing. */
import { sql } from 'kysely'
import { MigrationError, type Migration, type Migrations, type Tables } from './tables.ts'

export type Ways = {
  readonly tables: Tables
  /** Whose migrations these are; undefined: the API's. */
  readonly whose: string | undefined
  /** A transaction that no other process's migration comes between, and that may take its time. */
  readonly locked: (job: () => Promise<void>) => Promise<void>
}

/** What was done stays done if a later step fails. Throws MigrationError. */
export async function migrateTables(migrations: Migrations, ways: Ways): Promise<void> {
  const names = Object.keys(migrations).toSorted()
  const done = await doneIn(ways)
  check(names, done)
  for (const name of names) {
    const migration = migrations[name]
    if (migration !== undefined && !done.has(name)) await ways.locked(() => step(ways, name, migration))
  }
}

type Owned = Pick<Ways, 'tables' | 'whose'>

async function doneIn({ tables, whose }: Owned): Promise<ReadonlySet<string>> {
  const rows = await tables.selectFrom('kittn_migrations').select('name').execute()
  const own = rows.map(({ name }) => String(name)).filter((name) => ownerOf(name) === whose)
  return new Set(own.map((name) => name.slice(name.indexOf('\n') + 1)))
}

/** Migrations that are not the API's are kept with a line before their name, which says whose they are. */
function keptAs(name: string, whose: string | undefined): string {
  return whose === undefined ? name : `${whose}\n${name}`
}

/** Whose migration is kept under this name; undefined: the API's. */
export function ownerOf(name: string): string | undefined {
  return name.includes('\n') ? name.split('\n', 1)[0] : undefined
}

async function step({ tables: db, whose }: Owned, name: string, migration: Migration): Promise<void> {
  // Another process may have done it while this one waited for the lock.
  if ((await doneIn({ tables: db, whose })).has(name)) return
  try {
    await (typeof migration === 'string' ? run(db, migration) : migration.up(db))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const cure = 'Nothing of it was kept. Mend it in api.ts and start again.'
    throw new MigrationError(`the migration \`${name}\` failed: ${why}`, cure, error)
  }
  await db
    .insertInto('kittn_migrations')
    .values({ name: keptAs(name, whose), at: new Date().toISOString() })
    .execute()
}

async function run(db: Tables, text: string): Promise<void> {
  for (const statement of text.split(/;\s*$/m)) if (statement.trim() !== '') await sql.raw(statement).execute(db)
}

/** Names are the order, so none may vanish, and new ones come last. */
function check(names: readonly string[], done: ReadonlySet<string>): void {
  for (const name of done) {
    const cure = 'Migrations only go forward: put it back, and undo what it did in a new one.'
    if (!names.includes(name))
      throw new MigrationError(`the data was migrated by \`${name}\`, which api.ts no longer has`, cure)
  }
  const last = [...done].toSorted().at(-1)
  const late = names.find((name) => !done.has(name) && last !== undefined && name < last)
  if (late !== undefined)
    throw new MigrationError(
      `the migration \`${late}\` comes before \`${last}\`, which is done`,
      'Give it a name that comes after it.',
    )
}
