/** Tokens: given out at login, shown with each request, ended at logout. */
import { randomBytes } from 'node:crypto'
import { fail, isPassword, secretHash, type Input } from 'kittn'
import type { Api } from './registration.ts'

type Asked<K extends keyof Api['operations']> = Input<Api, K>

/** Whether the address or the password is wrong nobody learns, nor from how long it takes. */
export async function login({ body, db }: Asked<'POST /login'>) {
  const email = body.username.trim().toLowerCase()
  const user = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
  if (!(await isPassword(body.password, user?.password)) || user === undefined)
    return fail(400, 'Unable to log in with provided credentials.')
  const token = randomBytes(20).toString('hex')
  await db
    .insertInto('tokens')
    .values({ hash: secretHash(token), user: user.id, made: new Date().toISOString() })
    .execute()
  return { token }
}

export async function logout({ caller, db }: Asked<'POST /logout'>) {
  self(caller)
  await db
    .deleteFrom('tokens')
    .where('hash', '=', caller.data?.token ?? '')
    .execute()
}

/** The number of the user who calls. The operator's keys see who is here, but are nobody. */
export function self(caller: Asked<'POST /logout'>['caller']): number {
  return caller.data === undefined ? fail(403, 'This key is no user: log in, and use your token.') : Number(caller.id)
}

/** Who shows this token: `Token x`, or `x` alone as older clients send it. */
export async function callerOf(token: string, db: Asked<'POST /logout'>['db']) {
  const hash = secretHash(token)
  const user = await db
    .selectFrom('tokens')
    .innerJoin('users', 'users.id', 'tokens.user')
    .select(['users.id', 'users.username'])
    .where('tokens.hash', '=', hash)
    .executeTakeFirst()
  return user && { id: String(user.id), name: user.username, data: { token: hash } }
}
