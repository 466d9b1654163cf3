/** Folders, and what they hold. */
import type { Reply } from 'kittn'
import { matches } from '../../ceql/match.ts'
import { parseCeql } from '../../ceql/parse.ts'
import type { Asked, Part } from '../../api-type.ts'
import { FILE_FIELDS, fieldsOf, fileOf } from '../file.ts'
import { instanceFor, pong } from '../hub.ts'
import { isText, ok, paged, placeOf, sizeOf } from '../paging.ts'
import { cleanPath, pathOf } from '../path.ts'
import { asked } from '../refused.ts'
import { onFiles } from './files.ts'
import { known, room, sorted, targetOf, transfer } from './work.ts'

export const folders: Part = {
  'GET /elements/api-v2/hubs/documents/ping': (input) => asked(() => pong('documents', input)),

  'POST /elements/api-v2/hubs/documents/folders': ({ body, caller }) => {
    const path = cleanPath(body.path)
    return onFiles({ caller }, async (documents) => {
      await room(documents, path, false)
      await documents.makeFolder(path)
      return ok(fileOf(await known(documents, path)))
    })
  },

  'GET /elements/api-v2/hubs/documents/folders/contents': ({ query, caller }) =>
    contents({ caller }, cleanPath(query.path), query),
  'GET /elements/api-v2/hubs/documents/folders/{id}/contents': ({ path, query, caller }) =>
    contents({ caller }, pathOf(path.id), query),

  'GET /elements/api-v2/hubs/documents/folders/metadata': ({ query, caller }) =>
    onFiles({ caller }, async (documents) => ok(fileOf(await known(documents, cleanPath(query.path), true)))),

  'PATCH /elements/api-v2/hubs/documents/folders/metadata': ({ query, body, caller }) => {
    const from = cleanPath(query.path)
    const way = { from, to: targetOf(from, body), overwrite: false, directory: true }
    return onFiles({ caller }, async (documents) => ok(fileOf(await transfer(documents, 'move', way))))
  },

  'POST /elements/api-v2/hubs/documents/folders/copy': ({ query, body, caller }) => {
    const way = { from: cleanPath(query.path), to: cleanPath(body.path), overwrite: query.overwrite, directory: true }
    return onFiles({ caller }, async (documents) => ok(fileOf(await transfer(documents, 'copy', way))))
  },

  'DELETE /elements/api-v2/hubs/documents/folders': ({ query, caller }) => {
    const path = cleanPath(query.path)
    return onFiles({ caller }, async (documents) => {
      await known(documents, path, true)
      const inside = path === '/' ? await documents.list('/') : [{ path }]
      for (const one of inside) await documents.remove(one.path)
      return undefined
    })
  },

  'GET /elements/api-v2/hubs/documents/storage': ({ caller }) =>
    onFiles({ caller }, async (documents) => {
      const { total, used } = await documents.storage()
      return ok({ total: total ?? null, used: used ?? null })
    }),
}

type Listing = {
  readonly where?: string
  readonly pageSize: number
  readonly nextPage?: string
  readonly returnTotalCount: boolean
}

function contents(of: Pick<Asked, 'caller'>, folder: string, listing: Listing): Promise<Reply> {
  const size = sizeOf(listing.pageSize)
  const after = listing.nextPage === undefined ? undefined : placeOf(listing.nextPage, isText)
  const where = listing.where === undefined ? undefined : parseCeql(listing.where, FILE_FIELDS)
  return onFiles(of, async (documents) => {
    await known(documents, folder, true)
    const all = (await sorted(documents, folder)).map(fileOf)
    const fitting = where === undefined ? all : all.filter((file) => matches(where, fieldsOf(file)))
    const rest = after === undefined ? fitting : fitting.filter(({ name }) => name > after)
    const page = rest.slice(0, size)
    const next = rest.length > size ? page.at(-1)?.name : undefined
    const total = listing.returnTotalCount ? fitting.length : undefined
    return paged(page, { next, total, instance: instanceFor(of).id })
  })
}
