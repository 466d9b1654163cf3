/**
 * Credentials in SQLite. Those that were found are remembered until somebody writes to the file, so that a key that
 * another process revoked is refused from the next turn of the event loop on.
 */
import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Connections } from './records.ts'
import type { Credential, Credentials, NewCredential, Secrets } from '../store.ts'

type Row = {
  readonly id: string
  readonly name: string
  readonly admin: number
  readonly tail: string
  readonly created: string
  readonly revoked: string | null
}

/** Hashes that nobody has are not remembered: strangers could send any number of them. */
const REMEMBERED = 10_000

const COLUMNS = 'id, name, admin, tail, created, revoked'

export function sqliteCredentials({ reader, snapshot, db, write }: Connections): Credentials {
  const find = reader.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM kittn_credentials
     WHERE id = (SELECT credential FROM kittn_secrets WHERE hash = ?) AND revoked IS NULL`,
  )
  const all = reader.prepare<[], Row>(`SELECT ${COLUMNS} FROM kittn_credentials ORDER BY seq`)
  const revoke = db.prepare('UPDATE kittn_credentials SET revoked = ? WHERE id = ? AND revoked IS NULL')
  const known = new Map<string, Credential>()
  let version = 0
  const look = (): void => {
    snapshot.look()
    if (version === snapshot.version()) return
    version = snapshot.version()
    known.clear()
  }
  return {
    find: (hash) => {
      look()
      const found = known.get(hash) ?? credential(find.get(hash))
      if (found !== undefined && known.size < REMEMBERED) known.set(hash, found)
      return found
    },
    create: (made) => write(() => insert(db, made)),
    list: async () => {
      snapshot.look()
      return all.all().map((row) => toCredential(row))
    },
    revoke: (id) => write(() => revoke.run(new Date().toISOString(), id).changes > 0),
    roll: (id, secrets) => write(() => roll(db, id, secrets)),
  }
}

function insert(db: Database, { name, admin, hashes, tail }: NewCredential): Credential {
  const id = randomBytes(5).toString('hex')
  const created = new Date().toISOString()
  db.prepare('INSERT INTO kittn_credentials (id, name, admin, tail, created) VALUES (?, ?, ?, ?, ?)').run(
    id,
    name,
    Number(admin),
    tail,
    created,
  )
  keep(db, id, hashes)
  return { id, name, admin, tail, created, revoked: undefined }
}

function roll(db: Database, id: string, { hashes, tail }: Secrets): Credential | undefined {
  const update = `UPDATE kittn_credentials SET tail = ? WHERE id = ? AND revoked IS NULL RETURNING ${COLUMNS}`
  const row = db.prepare<[string, string], Row>(update).get(tail, id)
  if (row === undefined) return undefined
  db.prepare('DELETE FROM kittn_secrets WHERE credential = ?').run(id)
  keep(db, id, hashes)
  return toCredential(row)
}

function keep(db: Database, id: string, hashes: readonly string[]): void {
  const insertSecret = db.prepare('INSERT INTO kittn_secrets (hash, credential) VALUES (?, ?)')
  for (const hash of hashes) insertSecret.run(hash, id)
}

function credential(row: Row | undefined): Credential | undefined {
  return row === undefined ? undefined : toCredential(row)
}

function toCredential({ id, name, admin, tail, created, revoked }: Row): Credential {
  return { id, name, admin: admin === 1, tail, created, revoked: revoked ?? undefined }
}
