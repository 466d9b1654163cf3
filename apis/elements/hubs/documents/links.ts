/** Addresses of files that work for an hour without credentials. Whoever has one has the file, so only their hashes are kept. */
import { fail, secretHash, type Behaviour, type FileAnswer, type Reply } from 'kittn'
import type { Api, Asked, Part } from '../../api-type.ts'
import { newSecret } from '../../accounts/secrets.ts'
import type { Documents } from '../../connectors/documents.ts'
import { connection } from '../../instances/open.ts'
import { instanceFor } from '../hub.ts'
import { ok } from '../paging.ts'
import { cleanPath, pathOf } from '../path.ts'
import { asked } from '../refused.ts'
import { bytesOf } from './files.ts'
import { onDocuments } from './on-documents.ts'
import { known } from './work.ts'

/** How long a link is good, in seconds. */
const LIFETIME = 3600

export const links: Part = {
  'GET /elements/api-v2/hubs/documents/files/links': (input) => link(input, cleanPath(input.query.path)),
  'GET /elements/api-v2/hubs/documents/files/{id}/links': (input) => link(input, pathOf(input.path.id)),
}

export const linkPages: NonNullable<Behaviour<Api>['pages']> = {
  'GET /elements/api-v2/links/{token}': async ({ path, db }): Promise<FileAnswer> => {
    const now = new Date().toISOString()
    const kept = db
      .selectFrom('links')
      .selectAll()
      .where('token', '=', secretHash(path['token'] ?? ''))
    const found = await kept.where('expires', '>', now).executeTakeFirst()
    const instances = db
      .selectFrom('instances')
      .selectAll()
      .where('id', '=', found?.instance ?? -1)
    const instance = await instances.where('enabled', '=', 1).executeTakeFirst()
    if (found === undefined || instance === undefined) return fail(404, 'There is no such link, or its hour is over.')
    // Links are made for instances of the documents hub only.
    return asked(async () => bytesOf((await connection(instance)) as Documents, found.path))
  },
}

function link({ caller, db, address }: Asked, path: string): Promise<Reply> {
  return onDocuments({ caller }, async (documents) => {
    await known(documents, path, false)
    const { secret, hash } = newSecret()
    const expires = new Date(Date.now() + LIFETIME * 1000).toISOString()
    await db.deleteFrom('links').where('expires', '<', new Date().toISOString()).execute()
    await db
      .insertInto('links')
      .values({ token: hash, instance: instanceFor({ caller }).id, path, expires })
      .execute()
    const cloudElementsLink = `${address}/elements/api-v2/links/${secret}`
    const [providerLink = null, providerViewLink = null] = await Promise.all([
      documents.link?.(path, LIFETIME, 'save'),
      documents.link?.(path, LIFETIME, 'view'),
    ])
    return ok({ cloudElementsLink, providerLink, providerViewLink, expires })
  })
}
