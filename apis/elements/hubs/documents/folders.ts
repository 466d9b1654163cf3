/** Folders, and what they hold. */
import type { Reply } from 'kittn'
import { matches } from '../../ceql/match.ts'
import { parseCeql } from '../../ceql/parse.ts'
import type { Part } from '../../api-type.ts'
import { nameOf } from '../../connectors/documents.ts'
import { FILE_FIELDS, fieldsOf, fileOf } from '../file.ts'
import { instanceFor, pong } from '../hub.ts'
import { isText, ok, paged, placeOf, sizeOf } from '../paging.ts'
import { cleanPath, pathOf } from '../path.ts'
import { asked } from '../refused.ts'
import { change, copy, metadata, one, remove, type Named, type Of } from './either.ts'
import { onDocuments } from './on-documents.ts'
import { shown, tag, tagsIn } from './tags.ts'
import { known, room, sorted } from './work.ts'

export const folders: Part = {
  'GET /elements/api-v2/hubs/documents/ping': (input) => asked(() => pong(input)),

  'POST /elements/api-v2/hubs/documents/folders': ({ body, ...of }) => {
    const path = cleanPath(body.path)
    const tags = tagsIn(body.tags ?? [])
    return onDocuments(of, async (documents) => {
      await room(documents, path, false)
      await documents.makeFolder(path)
      await tag(of, path, tags)
      return one(of, await known(documents, path))
    })
  },

  'GET /elements/api-v2/hubs/documents/folders/contents': ({ query, ...of }) => contents(of, at(query.path), query),
  'GET /elements/api-v2/hubs/documents/folders/{id}/contents': ({ path, query, ...of }) =>
    contents(of, by(path.id), query),

  'GET /elements/api-v2/hubs/documents/folders/metadata': ({ query, ...of }) => metadata(of, at(query.path), query),
  'GET /elements/api-v2/hubs/documents/folders/{id}/metadata': ({ path, query, ...of }) =>
    metadata(of, by(path.id), query),

  'PATCH /elements/api-v2/hubs/documents/folders/metadata': ({ query, body, ...of }) =>
    change(of, at(query.path), body),
  'PATCH /elements/api-v2/hubs/documents/folders/{id}/metadata': ({ path, body, ...of }) =>
    change(of, by(path.id), body),

  'POST /elements/api-v2/hubs/documents/folders/copy': ({ query, body, ...of }) =>
    copy(of, at(query.path), { ...query, ...body }),
  'POST /elements/api-v2/hubs/documents/folders/{id}/copy': ({ path, query, body, ...of }) =>
    copy(of, by(path.id), { ...query, ...body }),

  'DELETE /elements/api-v2/hubs/documents/folders': ({ query, ...of }) => remove(of, at(query.path)),
  'DELETE /elements/api-v2/hubs/documents/folders/{id}': ({ path, ...of }) => remove(of, by(path.id)),

  'GET /elements/api-v2/hubs/documents/storage': ({ caller }) =>
    onDocuments({ caller }, async (documents) => {
      const { total, used } = await documents.storage()
      return ok({ total: total ?? null, used: used ?? null })
    }),
}

const at = (path: string): Named => ({ path: cleanPath(path), directory: true })
const by = (id: string): Named => ({ path: pathOf(id), directory: true })

type Listing = {
  readonly where?: string
  readonly pageSize: number
  readonly nextPage?: string
  readonly returnTotalCount: boolean
}

function contents(of: Of, { path: folder }: Named, listing: Listing): Promise<Reply> {
  const size = sizeOf(listing.pageSize)
  const after = listing.nextPage === undefined ? undefined : placeOf(listing.nextPage, isText)
  const where = listing.where === undefined ? undefined : parseCeql(listing.where, FILE_FIELDS)
  return onDocuments(of, async (documents) => {
    await known(documents, folder, true)
    const all = await sorted(documents, folder)
    const fitting = where === undefined ? all : all.filter((item) => matches(where, fieldsOf(fileOf(item))))
    const rest = after === undefined ? fitting : fitting.filter(({ path }) => nameOf(path) > after)
    const page = rest.slice(0, size)
    const next = rest.length > size ? nameOf(page.at(-1)?.path ?? '') : undefined
    const total = listing.returnTotalCount ? fitting.length : undefined
    return paged(await shown(of, page), { next, total, instance: instanceFor(of).id })
  })
}
