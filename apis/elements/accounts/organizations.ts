/** Organizations: customers, each with users and instances of its own. */
import { reply } from 'kittn'
import type { Part } from '../api-type.ts'
import { newId, newSecret } from './secrets.ts'
import type { Tables } from './tables.ts'
import { addUser } from './users.ts'
import { operator, who } from './who.ts'

export const organizations: Part = {
  'GET /elements/api-v2/organizations': async ({ caller, db }) => {
    const own = db.selectFrom('organizations').selectAll().where('id', '=', who({ caller }).organization)
    return shown(await own.executeTakeFirstOrThrow())
  },

  'POST /elements/api-v2/organizations': async ({ body, caller, transaction }) => {
    operator({ caller })
    const { secret, hash } = newSecret()
    const made = { id: newId(), name: body.name, secret: hash, created: new Date().toISOString() }
    const user = await transaction(async ({ db }) => {
      await db.insertInto('organizations').values(made).execute()
      return addUser(db, made.id, { ...body, role: 'admin' })
    })
    return reply(200, { ...shown(made), secret, user })
  },
}

function shown({ id, name, created }: Tables['organizations']): { id: number; name: string; createdDate: string } {
  return { id, name, createdDate: created }
}
