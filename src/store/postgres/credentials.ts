/** Credentials in PostgreSQL: looked up anew each time, so that what another process revoked is refused at once. */
import { randomBytes } from 'node:crypto'
import {
  changed,
  credentialOf,
  CREDENTIAL_COLUMNS as COLUMNS,
  graceEnd,
  newRow,
  type CredentialRow,
} from '../credential.ts'
import type { Credential, Credentials } from '../store.ts'
import { escaped, unescaped } from '../escape.ts'
import type { Ask, Asking } from './records.ts'
import { together } from './together.ts'

export function postgresCredentials({ ask, isInside }: Asking): Credentials {
  const one = async (query: Parameters<Ask>[0]): Promise<Credential | undefined> => {
    const [row] = await ask<CredentialRow>(query)
    return row === undefined ? undefined : plain(row)
  }
  return {
    find: together({ all: (hashes) => foundIn(ask, hashes), isInside }),
    async create(made) {
      const row = newRow(randomBytes(5).toString('hex'), made)
      const { id, name, admin, tail, created, application, terms } = row
      const texts = [escaped(name), admin, escaped(tail), created, null, application, terms && escaped(terms)]
      await ask({ text: CREATE, values: [id, ...texts, made.hashes] })
      return credentialOf(row)
    },
    async list(application) {
      const text = `SELECT ${COLUMNS} FROM kittn_credentials WHERE $1::text IS NULL OR application = $1 ORDER BY seq`
      return (await ask<CredentialRow>({ text, values: [application ?? null] })).map(plain)
    },
    async revoke(id) {
      const text = 'UPDATE kittn_credentials SET revoked = $1 WHERE id = $2 AND revoked IS NULL RETURNING id'
      return (await ask({ text, values: [new Date().toISOString(), escaped(id)] })).length > 0
    },
    change(id, change) {
      const [name, admin, terms] = changed(change)
      return one({ text: CHANGE, values: [escaped(id), name && escaped(name), admin, terms && escaped(terms)] })
    },
    roll: (id, { hashes, tail }, grace = 0) =>
      one({
        text: ROLL,
        values: [escaped(id), escaped(tail), hashes, grace > 0 ? graceEnd(grace) : null, graceEnd(0)],
      }),
  }
}

async function foundIn(ask: Ask, hashes: string[]): Promise<Map<string, Credential>> {
  const values = [hashes, graceEnd(0)]
  const rows = await ask<CredentialRow & { readonly hash: string }>({ name: 'kittn-credential', text: FIND, values })
  return new Map(rows.map(({ hash, ...row }) => [hash, plain(row)]))
}

const FIND = `SELECT ${COLUMNS}, hash FROM kittn_credentials JOIN kittn_secrets ON credential = id
  WHERE hash = ANY($1) AND revoked IS NULL AND (expires IS NULL OR expires > $2)`
const CREATE = `WITH made AS (
    INSERT INTO kittn_credentials (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id)
  INSERT INTO kittn_secrets (hash, credential) SELECT unnest($9::text[]), id FROM made`
const CHANGE = `UPDATE kittn_credentials SET
    name = coalesce($2, name), admin = coalesce($3::boolean, admin), terms = coalesce($4, terms)
  WHERE id = $1 AND revoked IS NULL RETURNING ${COLUMNS}`
// Those that were rolled before and are in their grace do not live longer for another.
const ROLL = `WITH rolled AS (
    UPDATE kittn_credentials SET tail = $2 WHERE id = $1 AND revoked IS NULL RETURNING ${COLUMNS}),
  late AS (
    UPDATE kittn_secrets SET expires = $4
    WHERE credential IN (SELECT id FROM rolled) AND expires IS NULL AND $4::text IS NOT NULL),
  gone AS (
    DELETE FROM kittn_secrets
    WHERE credential IN (SELECT id FROM rolled) AND (expires <= $5 OR $4::text IS NULL)),
  kept AS (INSERT INTO kittn_secrets (hash, credential) SELECT unnest($3::text[]), id FROM rolled)
  SELECT * FROM rolled`

function plain({ name, tail, terms, ...row }: CredentialRow): Credential {
  return credentialOf({ ...row, name: unescaped(name), tail: unescaped(tail), terms: terms && unescaped(terms) })
}
