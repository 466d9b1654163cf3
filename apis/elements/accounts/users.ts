/** The users of an organization. */
import { fail, reply, type Services } from 'kittn'
import type { Api, Part } from '../api-type.ts'
import type { User } from '../api.gen.d.ts'
import { pageOf, sizeOf } from '../hubs/paging.ts'
import { newId, newSecret } from './secrets.ts'
import type { Tables } from './tables.ts'
import { administrator, who } from './who.ts'

type Db = Services<Api>['db']

export const users: Part = {
  'GET /elements/api-v2/organizations/users': async ({ query, caller, db }) => {
    const all = await own(db, who({ caller }).organization).orderBy('id').execute()
    return pageOf(all.map(shown), { size: sizeOf(query.pageSize), token: query.nextPage })
  },

  'POST /elements/api-v2/organizations/users': async ({ body, caller, transaction }) => {
    const { organization } = administrator({ caller })
    return reply(200, await transaction(({ db }) => addUser(db, organization, body)))
  },

  'GET /elements/api-v2/organizations/users/{id}': async ({ path, caller, db }) =>
    shown(await userOf(db, who({ caller }).organization, path.id)),

  'PATCH /elements/api-v2/organizations/users/{id}': async ({ path, body, caller, transaction }) => {
    const { organization, user } = administrator({ caller })
    if (body.role === 'user' && path.id === user) fail(403, 'Nobody takes their own rights away.')
    return transaction(async ({ db }) => {
      const { first_name, last_name, role } = await userOf(db, organization, path.id)
      const change = {
        first_name: body.firstName ?? first_name,
        last_name: body.lastName ?? last_name,
        role: body.role ?? role,
      }
      await db.updateTable('users').set(change).where('id', '=', path.id).execute()
      return shown(await userOf(db, organization, path.id))
    })
  },

  'DELETE /elements/api-v2/organizations/users/{id}': async ({ path, caller, transaction }) => {
    const { organization, user } = administrator({ caller })
    if (path.id === user) fail(403, 'Nobody removes themselves.')
    return transaction(async ({ db }) => {
      await userOf(db, organization, path.id)
      await db.deleteFrom('users').where('id', '=', path.id).execute()
      return undefined
    })
  },
}

type NewUser = {
  readonly email: string
  readonly firstName?: string
  readonly lastName?: string
  readonly role?: 'admin' | 'user'
}

/** Adds a user; the answer has the secret, which is kept nowhere. Fails with 409 for an address that is taken. */
export async function addUser(db: Db, organization: number, user: NewUser): Promise<User & { secret: string }> {
  const email = user.email.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) fail(400, 'email is no e-mail address.', { parameter: 'email' })
  const taken = await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  if (taken !== undefined) fail(409, `There is a user with the address ${email} already.`, { parameter: 'email' })
  const { secret, hash } = newSecret()
  const made: Tables['users'] = {
    id: newId(),
    organization,
    email,
    first_name: user.firstName ?? '',
    last_name: user.lastName ?? '',
    role: user.role ?? 'user',
    secret: hash,
    created: new Date().toISOString(),
  }
  await db.insertInto('users').values(made).execute()
  return { ...shown(made), secret }
}

// The type of a query builder is what it builds.
// eslint-disable-next-line typescript/explicit-function-return-type
const own = (db: Db, organization: number) =>
  db.selectFrom('users').selectAll().where('organization', '=', organization)

/** Fails with 404 for a user of another organization, as for one that never was. */
async function userOf(db: Db, organization: number, id: number): Promise<Tables['users']> {
  return (await own(db, organization).where('id', '=', id).executeTakeFirst()) ?? fail(404, `There is no user ${id}.`)
}

function shown({ id, email, first_name, last_name, role, created }: Tables['users']): User {
  return { id, email, firstName: first_name, lastName: last_name, role, createdDate: created }
}
