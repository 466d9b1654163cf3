/** The tables of a PostgreSQL store. A list that only grows: a schema that was once made is brought forward, never back. */
import type { PoolClient } from 'pg'

const MIGRATIONS: readonly string[] = [
  `CREATE TABLE kittn_collections (name text PRIMARY KEY, last_id bigint NOT NULL);
   CREATE TABLE kittn_records (
     collection text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY,
     text text NOT NULL, long_id text, fields jsonb, PRIMARY KEY (collection, key)) WITH (fillfactor = 80);
   CREATE INDEX kittn_records_seq ON kittn_records (collection, seq);
   CREATE TABLE kittn_removed (
     collection text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (collection, key));
   CREATE TABLE kittn_credentials (
     id text PRIMARY KEY, name text NOT NULL, admin boolean NOT NULL, tail text NOT NULL,
     created text NOT NULL, revoked text, seq bigint GENERATED ALWAYS AS IDENTITY);
   CREATE TABLE kittn_secrets (
     hash text COLLATE "C" PRIMARY KEY, credential text NOT NULL REFERENCES kittn_credentials ON DELETE CASCADE);
   CREATE INDEX kittn_secrets_credential ON kittn_secrets (credential);
   CREATE TABLE kittn_once (
     key text COLLATE "C" PRIMARY KEY, fingerprint text NOT NULL, id text NOT NULL, text text NOT NULL, at bigint NOT NULL);
   CREATE INDEX kittn_once_at ON kittn_once (at);
   CREATE TABLE kittn_migrations (name text PRIMARY KEY, at text NOT NULL);`,
  // Keys of the portal belong to an application, have terms, and are rolled with some grace.
  `ALTER TABLE kittn_credentials ADD COLUMN application text, ADD COLUMN terms text;
   CREATE INDEX kittn_credentials_application ON kittn_credentials (application) WHERE application IS NOT NULL;
   ALTER TABLE kittn_secrets ADD COLUMN expires text;`,
  // Letters that went out were remembered as if somebody could ask for them.
  `DELETE FROM kittn_removed WHERE collection IN ('kittn:outbox', 'kittn:sent');`,
]

/** The lock of everything that makes tables, in this schema. */
export const LOCK = `pg_advisory_xact_lock(hashtext('kittn'), hashtext(current_schema()))`

/** Brings the schema to the newest version; one from a newer Kittn is an error, because it cannot be read safely. */
export async function migrateSchema(client: PoolClient, schema: string): Promise<void> {
  const name = client.escapeIdentifier(schema)
  await client.query('BEGIN')
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('kittn'), hashtext($1))`, [schema])
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${name}; CREATE TABLE IF NOT EXISTS kittn_version (version integer)`)
  const { rows } = await client.query<{ version: number }>('SELECT max(version) AS version FROM kittn_version')
  const version = rows[0]?.version ?? 0
  if (version > MIGRATIONS.length) throw new Error(tooNew(schema, version))
  for (const statements of MIGRATIONS.slice(version)) await client.query(statements)
  if (version < MIGRATIONS.length) await client.query('INSERT INTO kittn_version VALUES ($1)', [MIGRATIONS.length])
  await client.query('COMMIT')
}

function tooNew(schema: string, version: number): string {
  return `the schema ${schema} was written by a newer Kittn (version ${version}, this one knows ${MIGRATIONS.length}). Update Kittn.`
}
