/** Access tokens: given to an application, kept as a hash, over after twelve hours. */
import { randomBytes } from 'node:crypto'
import { secretHash } from 'kittn'
import type { Db } from './tables.ts'

const HOURS = 12

/** Makes a token for the application, within a transaction, and forgets those that are over. */
export async function newToken(db: Db, application: string): Promise<{ token: string; expires: Date }> {
  const token = randomBytes(20).toString('hex')
  const expires = new Date(Date.now() + HOURS * 3_600_000)
  await db.deleteFrom('tokens').where('expires', '<=', new Date().toISOString()).execute()
  await db
    .insertInto('tokens')
    .values({ hash: secretHash(token), application, expires: expires.toISOString() })
    .execute()
  return { token, expires }
}

/** Whether the token was made for this application and is not over. */
export async function isToken(db: Db, token: string, application: string): Promise<boolean> {
  const kept = await db
    .selectFrom('tokens')
    .select('hash')
    .where('hash', '=', secretHash(token))
    .where('application', '=', application)
    .where('expires', '>', new Date().toISOString())
    .executeTakeFirst()
  return kept !== undefined
}
