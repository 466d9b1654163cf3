/** The tables of a SQLite store. A list that only grows: a file that was once made is brought forward, never back. */
import type { Database } from 'better-sqlite3'

const MIGRATIONS: readonly string[] = [
  `CREATE TABLE collections (name TEXT PRIMARY KEY, last_id INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE records (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
     UNIQUE (collection, id));
   CREATE TABLE removed (collection TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (collection, id))
     WITHOUT ROWID;
   CREATE TABLE credentials (
     id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, admin INTEGER NOT NULL,
     tail TEXT NOT NULL, created TEXT NOT NULL, revoked TEXT);
   CREATE TABLE once (
     key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL)
     WITHOUT ROWID;
   CREATE INDEX once_at ON once (at);`,
  // Every other name belongs to the tables that APIs make for themselves.
  `ALTER TABLE collections RENAME TO kittn_collections;
   ALTER TABLE records RENAME TO kittn_records;
   ALTER TABLE removed RENAME TO kittn_removed;
   ALTER TABLE credentials RENAME TO kittn_credentials;
   ALTER TABLE once RENAME TO kittn_once;
   CREATE TABLE kittn_migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;`,
  // One credential may have several secrets, so their hashes have a table of their own.
  `CREATE TABLE kittn_secrets (hash TEXT PRIMARY KEY, credential TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX kittn_secrets_credential ON kittn_secrets (credential);
   INSERT INTO kittn_secrets SELECT hash, id FROM kittn_credentials;
   CREATE TABLE kittn_holders (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, admin INTEGER NOT NULL, tail TEXT NOT NULL,
     created TEXT NOT NULL, revoked TEXT);
   INSERT INTO kittn_holders (id, name, admin, tail, created, revoked)
     SELECT id, name, admin, tail, created, revoked FROM kittn_credentials ORDER BY created, rowid;
   DROP TABLE kittn_credentials;
   ALTER TABLE kittn_holders RENAME TO kittn_credentials;`,
  // Keys of the portal belong to an application, have terms, and are rolled with some grace.
  `ALTER TABLE kittn_credentials ADD COLUMN application TEXT;
   ALTER TABLE kittn_credentials ADD COLUMN terms TEXT;
   CREATE INDEX kittn_credentials_application ON kittn_credentials (application) WHERE application IS NOT NULL;
   ALTER TABLE kittn_secrets ADD COLUMN expires TEXT;`,
  // An entry ends with the number of its row, so lists are read in order of creation without being sorted.
  `CREATE INDEX kittn_records_order ON kittn_records (collection);`,
  // Letters that went out were remembered as if somebody could ask for them.
  `DELETE FROM kittn_removed WHERE collection IN ('kittn:outbox', 'kittn:sent');`,
]

/** Brings a file to the newest version; a file from a newer Kittn is an error, because it cannot be read safely. */
export function migrate(db: Database): void {
  const run = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > MIGRATIONS.length) throw new Error(tooNew(db.name, version))
    for (const statements of MIGRATIONS.slice(version)) db.exec(statements)
    if (version < MIGRATIONS.length) db.pragma(`user_version = ${MIGRATIONS.length}`)
  })
  run.immediate()
}

function tooNew(file: string, version: number): string {
  return `${file} was written by a newer Kittn (version ${version}, this one knows ${MIGRATIONS.length}). Update Kittn.`
}
