/**
 * Credentials in SQLite. Those that were found are remembered until somebody writes to the file, so that a key that
 * another process revoked is refused from the next turn of the event loop on.
 */
import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import {
  changed,
  credentialOf,
  CREDENTIAL_COLUMNS as COLUMNS,
  graceEnd,
  newRow,
  type CredentialRow,
} from '../credential.ts'
import type { Credential, CredentialChange, Credentials, NewCredential, Secrets } from '../store.ts'
import { keptUntilWritten } from './kept.ts'
import type { Connections } from './records.ts'

/** A secret that was rolled counts until `expires`, as ISO 8601. */
type Found = CredentialRow & { readonly expires: string | null }
type Known = { readonly credential: Credential; readonly until: number }

/** Hashes that nobody has are not remembered: strangers could send any number of them. */
const REMEMBERED = 10_000

export function sqliteCredentials({ reader, snapshot, db, write }: Connections): Credentials {
  const find = reader.prepare<[string], Found>(
    `SELECT ${COLUMNS}, expires FROM kittn_secrets JOIN kittn_credentials ON credential = id
     WHERE hash = +? AND revoked IS NULL`,
  )
  const all = reader.prepare<[], CredentialRow>(`SELECT ${COLUMNS} FROM kittn_credentials ORDER BY seq`)
  const some = reader.prepare<[string], CredentialRow>(
    `SELECT ${COLUMNS} FROM kittn_credentials WHERE application = ? ORDER BY seq`,
  )
  const revoke = db.prepare('UPDATE kittn_credentials SET revoked = ? WHERE id = ? AND revoked IS NULL')
  const kept = keptUntilWritten<Known>(snapshot, REMEMBERED)
  const read = (hash: string): Known | undefined => {
    snapshot.look()
    const found = knownOf(find.get(hash))
    if (found !== undefined) kept.keep(hash, found, 1)
    return found
  }
  return {
    find(hash) {
      const found = kept.find(hash) ?? read(hash)
      return found === undefined || (found.until !== Infinity && found.until <= Date.now())
        ? undefined
        : found.credential
    },
    create: (made) => write(() => insert(db, made)),
    list: async (application) => {
      snapshot.look()
      return (application === undefined ? all.all() : some.all(application)).map(credentialOf)
    },
    revoke: (id) => write(() => revoke.run(new Date().toISOString(), id).changes > 0),
    change: (id, change) => write(() => update(db, id, change)),
    roll: (id, secrets, grace = 0) => write(() => roll(db, { id, secrets, grace })),
  }
}

function knownOf(row: Found | undefined): Known | undefined {
  if (row === undefined) return undefined
  const { expires, ...found } = row
  return { credential: credentialOf(found), until: expires === null ? Infinity : Date.parse(expires) }
}

function insert(db: Database, made: NewCredential): Credential {
  const row = newRow(randomBytes(5).toString('hex'), made)
  db.prepare(
    `INSERT INTO kittn_credentials (${COLUMNS}) VALUES (@id, @name, @admin, @tail, @created, @revoked, @application, @terms)`,
  ).run({ ...row, admin: Number(row.admin) })
  keep(db, row.id, made.hashes)
  return credentialOf(row)
}

const LIVING = 'WHERE id = ? AND revoked IS NULL'

function update(db: Database, id: string, change: CredentialChange): Credential | undefined {
  const [name, admin, terms] = changed(change)
  const sql = `UPDATE kittn_credentials
    SET name = coalesce(?, name), admin = coalesce(?, admin), terms = coalesce(?, terms) ${LIVING} RETURNING ${COLUMNS}`
  const row = db.prepare<unknown[], CredentialRow>(sql).get(name, admin === null ? null : Number(admin), terms, id)
  return row && credentialOf(row)
}

type Rolling = { readonly id: string; readonly secrets: Secrets; readonly grace: number }

function roll(db: Database, { id, secrets: { hashes, tail }, grace }: Rolling): Credential | undefined {
  const sql = `UPDATE kittn_credentials SET tail = ? ${LIVING} RETURNING ${COLUMNS}`
  const row = db.prepare<[string, string], CredentialRow>(sql).get(tail, id)
  if (row === undefined) return undefined
  end(db, id, grace)
  keep(db, id, hashes)
  return credentialOf(row)
}

/** Those that were rolled before and are in their grace do not live longer for another. */
function end(db: Database, id: string, grace: number): void {
  if (grace <= 0) return void db.prepare('DELETE FROM kittn_secrets WHERE credential = ?').run(id)
  db.prepare('DELETE FROM kittn_secrets WHERE credential = ? AND expires <= ?').run(id, graceEnd(0))
  db.prepare('UPDATE kittn_secrets SET expires = ? WHERE credential = ? AND expires IS NULL').run(graceEnd(grace), id)
}

function keep(db: Database, id: string, hashes: readonly string[]): void {
  const insertSecret = db.prepare('INSERT INTO kittn_secrets (hash, credential) VALUES (?, ?)')
  for (const hash of hashes) insertSecret.run(hash, id)
}
