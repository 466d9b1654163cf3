/** Credentials in PostgreSQL: looked up anew each time, so that what another process revoked is refused at once. */
import { randomBytes } from 'node:crypto'
import type { Credential, Credentials } from '../store.ts'
import { escaped, unescaped } from '../escape.ts'
import type { Ask } from './records.ts'

type Row = Omit<Credential, 'revoked'> & { readonly revoked: string | null }

const COLUMNS = 'id, name, admin, tail, created, revoked'

export function postgresCredentials(ask: Ask): Credentials {
  const one = async (query: Parameters<Ask>[0]): Promise<Credential | undefined> => {
    const [row] = await ask<Row>(query)
    return row === undefined ? undefined : credentialOf(row)
  }
  return {
    find(hash) {
      const text = `SELECT ${COLUMNS} FROM kittn_credentials JOIN kittn_secrets ON credential = id
                    WHERE hash = $1 AND revoked IS NULL`
      return one({ name: 'kittn-credential', text, values: [hash] })
    },
    async create({ name, admin, hashes, tail }) {
      const made = { id: randomBytes(5).toString('hex'), name, admin, tail, created: new Date().toISOString() }
      const values = [made.id, escaped(name), admin, escaped(tail), made.created, hashes]
      await ask({ text: CREATE, values })
      return { ...made, revoked: undefined }
    },
    async list() {
      const text = `SELECT ${COLUMNS} FROM kittn_credentials ORDER BY seq`
      return (await ask<Row>({ text, values: [] })).map(credentialOf)
    },
    async revoke(id) {
      const text = 'UPDATE kittn_credentials SET revoked = $1 WHERE id = $2 AND revoked IS NULL RETURNING id'
      return (await ask({ text, values: [new Date().toISOString(), escaped(id)] })).length > 0
    },
    roll: (id, { hashes, tail }) => one({ text: ROLL, values: [escaped(id), escaped(tail), hashes] }),
  }
}

const CREATE = `WITH made AS (
    INSERT INTO kittn_credentials (id, name, admin, tail, created) VALUES ($1, $2, $3, $4, $5) RETURNING id)
  INSERT INTO kittn_secrets (hash, credential) SELECT unnest($6::text[]), id FROM made`
const ROLL = `WITH rolled AS (
    UPDATE kittn_credentials SET tail = $2 WHERE id = $1 AND revoked IS NULL RETURNING ${COLUMNS}),
  gone AS (DELETE FROM kittn_secrets WHERE credential IN (SELECT id FROM rolled)),
  kept AS (INSERT INTO kittn_secrets (hash, credential) SELECT unnest($3::text[]), id FROM rolled)
  SELECT * FROM rolled`

function credentialOf(row: Row): Credential {
  return { ...row, name: unescaped(row.name), tail: unescaped(row.tail), revoked: row.revoked ?? undefined }
}
