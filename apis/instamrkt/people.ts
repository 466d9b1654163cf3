/** People: they sign up, log in for a day, and log out. */
import { randomBytes } from 'node:crypto'
import { fail, isPassword, passwordHash, secretHash, type Identity, type Input } from 'kittn'
import { sql } from 'kysely'
import { post } from './books.ts'
import { personOf, type Api, type Db, type Person } from './desk.ts'
import type { Tables } from './tables.ts'

/** How long a session lasts, in milliseconds. */
const SESSION = 24 * 60 * 60 * 1000
/** What whoever signs up is given, in units of play money. */
const GRANT = 10_000

export async function signup({ body, transaction }: Input<Api, 'POST /r/signup/'>) {
  const { username, email } = body
  const [name_key, mail] = [username.toLowerCase(), email.toLowerCase()]
  const password = await passwordHash(body.password)
  return transaction(async ({ db }) => {
    await refuseTaken(db, name_key, mail)
    const last = await db
      .selectFrom('people')
      .select(({ fn }) => fn.max('id').as('id'))
      .executeTakeFirst()
    const [id, made] = [(last?.id ?? 0) + 1, Date.now()]
    await db.insertInto('people').values({ id, username, name_key, email: mail, password, made }).execute()
    const grant = { reference: `person ${id}`, reason: 'grant', from: 'outside DON', amount: GRANT } as const
    await post(db, [{ ...grant, to: `person ${id} DON` }], made)
    return { username, user_id: id }
  })
}

async function refuseTaken(db: Db, name: string, email: string): Promise<void> {
  const taken = await db
    .selectFrom('people')
    .select('name_key')
    .where((is) => is.or([is('name_key', '=', name), is('email', '=', email)]))
    .executeTakeFirst()
  if (taken?.name_key === name) fail(409, 'This username is taken.', { parameter: 'username' })
  if (taken !== undefined) fail(409, 'This email is taken.', { parameter: 'email' })
}

/** Whether the name or the password is wrong nobody learns. */
export async function login({ body, db }: Input<Api, 'POST /r/login/'>) {
  const name = body.username.toLowerCase()
  const person = await db.selectFrom('people').selectAll().where('name_key', '=', name).executeTakeFirst()
  if (!(await isPassword(body.password, person?.password)) || person === undefined)
    return fail(401, 'There is no such name with this password.')
  const key = randomBytes(24).toString('base64url')
  await beginSession(db, person.id, key)
  return { username: person.username, id: person.id, user_session_key: key }
}

export async function beginSession(db: Db, person: number, key: string): Promise<void> {
  const ends = Date.now() + SESSION
  await db
    .insertInto('sessions')
    .values({ hash: secretHash(key), person, ends })
    .execute()
}

export async function logout(input: Input<Api, 'POST /r/logout/'>): Promise<undefined> {
  await input.db.deleteFrom('sessions').where('hash', '=', personOf(input).session).execute()
}

/** Who shows this session key. */
export async function callerOf(key: string | undefined, db: Db): Promise<Identity<Person> | undefined> {
  return key === undefined ? undefined : sessionOf(secretHash(key), db)
}

type Session = Pick<Tables['people'], 'id' | 'username'> & Pick<Tables['sessions'], 'ends'>

export async function sessionOf(hash: string, db: Db): Promise<Identity<Person> | undefined> {
  const { rows } = await sql<Session>`
    SELECT people.id, username, ends FROM sessions JOIN people ON people.id = person WHERE hash = ${hash}`.execute(db)
  const [found] = rows
  if (found === undefined || found.ends <= Date.now()) return undefined
  const { id, username: name, ends } = found
  return { id: `person ${id}`, name, data: { id, name, session: hash, ends } }
}
