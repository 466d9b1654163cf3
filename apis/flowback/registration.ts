/** How people come in: they register, prove their address, and set a new password when they forgot the old one. */
import { randomUUID } from 'node:crypto'
import { fail, passwordHash, secretHash, type Input } from 'kittn'
import type { Flowback } from './api.gen.d.ts'
import { weakness } from './passwords.ts'
import type { Tables } from './tables.ts'

export type Api = Flowback & { tables: Tables; caller: { token: string } }
type Asked<K extends keyof Flowback['operations']> = Input<Api, K>
type Data = Pick<Asked<'POST /register'>, 'db'>

const now = (): string => new Date().toISOString()

export async function register({ body, db, mail }: Asked<'POST /register'>) {
  const [username, email] = [body.username.trim(), body.email.trim()]
  if (username === '') fail(400, 'This field may not be blank.', { parameter: 'username' })
  await mustBeFree({ db }, { username, email })
  const code = randomUUID()
  await db
    .insertInto('registrations')
    .values({ code: secretHash(code), email, username, used: null, made: now() })
    .execute()
  await mail({ to: email, subject: 'Your verification code', text: invitation(username, code) })
}

const invitation = (username: string, code: string): string =>
  `Hello ${username},\n\nyour verification code is\n\n    ${code}\n\nIf you did not register, forget this mail.\n`

/** The page promises that names and addresses are unique, so this may be said. */
export async function mustBeFree(
  { db }: Data,
  { username, email }: { username?: string; email?: string },
): Promise<void> {
  const taken = (column: 'email' | 'name_key', value: string) =>
    db.selectFrom('users').select('id').where(column, '=', value.toLowerCase()).executeTakeFirst()
  if (email !== undefined && (await taken('email', email))) fail(400, 'Email already exists.', { parameter: 'email' })
  if (username !== undefined && (await taken('name_key', username)))
    fail(400, 'Username already exists.', { parameter: 'username' })
}

/** Two may have registered one name: the first to verify has it. */
export async function verify({ body, transaction }: Asked<'POST /register/verify'>) {
  const password = await passwordHash(body.password)
  await transaction(async ({ db }) => {
    const code = secretHash(body.verification_code.toLowerCase())
    const pending = await db.selectFrom('registrations').selectAll().where('code', '=', code).executeTakeFirst()
    if (pending === undefined) return fail(404)
    if (pending.used !== null) fail(400, 'Verification code has already been used.', { parameter: 'verification_code' })
    await mustBeFree({ db }, pending)
    mustBeStrong(body.password, pending)
    const { email, username } = pending
    const last = await db
      .selectFrom('users')
      .select((of) => of.fn.max('id').as('id'))
      .executeTakeFirst()
    const names = { email: email.toLowerCase(), username, name_key: username.toLowerCase() }
    const blank = { profile_image: null, banner_image: null, bio: null, website: null, deleted: null }
    await db
      .insertInto('users')
      .values({ id: (last?.id ?? 0) + 1, ...names, password, ...blank })
      .execute()
    await db.updateTable('registrations').set({ used: now() }).where('code', '=', code).execute()
  })
}

function mustBeStrong(password: string, user: { readonly username: string; readonly email: string }): void {
  const wrong = weakness(password, user)
  if (wrong !== undefined) fail(400, wrong, { parameter: 'password' })
}

/** Whoever asks for an address that nobody has gets the same answer, as late: as much is written either way. */
export async function forgot({ body, db, transaction, mail }: Asked<'POST /forgot_password'>) {
  const email = body.email.trim().toLowerCase()
  const user = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
  const code = randomUUID()
  await transaction(async (data) => {
    const reset = { code: secretHash(code), user: user?.id ?? null, used: null, made: now() }
    await data.db.insertInto('resets').values(reset).execute()
    if (user === undefined) {
      const instead = { ...reset, code: secretHash(randomUUID()) }
      await data.db.insertInto('resets').values(instead).execute()
    } else await mail({ to: user.email, subject: 'A new password', text: `Your verification code is\n\n    ${code}\n` })
  })
}

const HOUR = 3_600_000

export async function reset({ body, transaction }: Asked<'POST /forgot_password/verify'>) {
  const password = await passwordHash(body.password)
  await transaction(async ({ db }) => {
    const code = secretHash(body.verification_code.toLowerCase())
    const asked = await db.selectFrom('resets').selectAll().where('code', '=', code).executeTakeFirst()
    if (asked === undefined || asked.user === null) return fail(404)
    if (asked.used !== null || Date.parse(asked.made) < Date.now() - HOUR)
      fail(400, 'Verification code has already been used.', { parameter: 'verification_code' })
    const user = await db.selectFrom('users').selectAll().where('id', '=', asked.user).executeTakeFirst()
    if (user === undefined || user.deleted !== null) return fail(404)
    mustBeStrong(body.password, user)
    await db.updateTable('users').set({ password }).where('id', '=', user.id).execute()
    await db.deleteFrom('tokens').where('user', '=', user.id).execute()
    await db.updateTable('resets').set({ used: now() }).where('code', '=', code).execute()
  })
}
