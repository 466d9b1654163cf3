/** Profiles: who is here, and what they say of themselves. */
import { randomBytes } from 'node:crypto'
import { fail, type Input } from 'kittn'
import { sql } from 'kysely'
import type { Api } from './registration.ts'
import { self } from './session.ts'
import type { User } from './tables.ts'

type Asked<K extends keyof Api['operations']> = Input<Api, K>

export async function list({ query, db, address }: Asked<'GET /users'>) {
  const { id, username, page, limit, offset } = query
  let users = db.selectFrom('users').where('deleted', 'is', null)
  if (id !== undefined) users = users.where('id', '=', id)
  if (username !== undefined) users = users.where(sql`name_key`, 'like', sql`${pattern(username)} escape '!'`)
  const { count } = await users.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const start = offset + (page - 1) * limit
  const rows = await users.selectAll().orderBy('id').limit(limit).offset(start).execute()
  const total_page = Math.ceil(Math.max(Number(count) - offset, 0) / limit)
  const link = (to: number): string | null =>
    to < 1 || to > total_page
      ? null
      : `${address}/users?${new URLSearchParams({ ...filters(query), page: `${to}`, limit: `${limit}`, offset: `${offset}` })}`
  return {
    count: Number(count),
    next: link(page + 1),
    previous: link(Math.min(page - 1, total_page)),
    total_page,
    data: rows.map((user) => ({
      id: user.id,
      username: user.username,
      profile_image: picture(address, user.profile_image),
    })),
  }
}

const pattern = (text: string): string => `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`

const filters = ({ id, username }: { readonly id?: number; readonly username?: string }): Record<string, string> => ({
  ...(id === undefined ? {} : { id: String(id) }),
  ...(username === undefined ? {} : { username }),
})

const picture = (address: string, file: string | null): string | null =>
  file === null ? null : `${address}/-/files/${file}`

export async function get({ query, caller, db, address }: Asked<'GET /user'>) {
  const id = query.id ?? self(caller)
  const user = await db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', id)
    .where('deleted', 'is', null)
    .executeTakeFirst()
  if (user === undefined) return fail(404)
  return profile(user, { address, own: caller.data !== undefined && String(user.id) === caller.id })
}

function profile(user: User, { address, own }: { readonly address: string; readonly own: boolean }) {
  const { id, email, username, profile_image, banner_image, bio, website } = user
  const [face, banner] = [picture(address, profile_image), picture(address, banner_image)]
  return { id, email: own ? email : null, username, profile_image: face, banner_image: banner, bio, website }
}

/** What was decided with others stays, without the name. */
export async function remove({ caller, transaction, kept }: Asked<'POST /user/delete'>) {
  const id = self(caller)
  const before = await transaction(async ({ db }) => {
    const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    await db.updateTable('users').set(nobody()).where('id', '=', id).execute()
    await db.deleteFrom('tokens').where('user', '=', id).execute()
    return user
  })
  const pictures = [before.profile_image, before.banner_image].filter((file) => file !== null)
  await Promise.all(pictures.map((file) => kept.remove(file)))
}

function nobody(): Omit<User, 'id'> {
  const name = `deleted_user_${randomBytes(8).toString('hex')}`
  const blank = { profile_image: null, banner_image: null, bio: null, website: null }
  return { username: name, name_key: name, email: name, password: '', deleted: new Date().toISOString(), ...blank }
}
