/** Folders, and what they hold. */
import { fail, type Reply } from 'kittn'
import { matches } from '../../ceql/match.ts'
import { parseCeql } from '../../ceql/parse.ts'
import type { Part } from '../../api-type.ts'
import { nameOf } from '../../connectors/documents.ts'
import { FILE_FIELDS, fieldsOf, fileOf } from '../file.ts'
import { pong } from '../hub.ts'
import { isText, ok, paged, partOf, type Listing } from '../paging.ts'
import { cleanPath, pathOf } from '../path.ts'
import { asked } from '../refused.ts'
import { change, copy, describe, metadata, one, remove, type Named, type Of } from './either.ts'
import { onDocuments } from './on-documents.ts'
import { note, shown, tagsIn } from './notes.ts'
import { known, room, sorted } from './work.ts'

export const folders: Part = {
  'GET /elements/api-v2/hubs/documents/ping': (input) => asked(() => pong(input)),

  'POST /elements/api-v2/hubs/documents/folders': ({ body, ...of }) => {
    const path = cleanPath(body.path)
    if (body.name !== undefined && body.name !== nameOf(path))
      fail(400, `name is the last part of the path, ${nameOf(path)}.`, { parameter: 'name' })
    const tags = tagsIn(body.tags ?? [])
    return onDocuments(of, async (documents) => {
      await room(documents, path, false)
      await documents.makeFolder(path)
      await note(of, path, { tags })
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

  'PATCH /elements/api-v2/hubs/documents/folders/metadata/properties': ({ query, body, ...of }) =>
    describe(of, at(query.path), body),
  'PATCH /elements/api-v2/hubs/documents/folders/{id}/metadata/properties': ({ path, body, ...of }) =>
    describe(of, by(path.id), body),

  'POST /elements/api-v2/hubs/documents/folders/copy': ({ query, body, ...of }) =>
    copy(of, at(query.path), { ...query, ...body }),
  'POST /elements/api-v2/hubs/documents/folders/{id}/copy': ({ path, query, body, ...of }) =>
    copy(of, by(path.id), { ...query, ...body }),

  'DELETE /elements/api-v2/hubs/documents/folders': ({ query, ...of }) => remove(of, at(query.path)),
  'DELETE /elements/api-v2/hubs/documents/folders/{id}': ({ path, ...of }) => remove(of, by(path.id)),

  'GET /elements/api-v2/hubs/documents/storage': ({ caller }) =>
    onDocuments({ caller }, async (documents) => {
      const { total, used } = await documents.storage()
      return ok({ shared: null, total: total ?? null, used: used ?? null })
    }),
}

const at = (path: string): Named => ({ path: cleanPath(path), directory: true })
const by = (id: string): Named => ({ path: pathOf(id), directory: true })

type Contents = Listing & {
  readonly where?: string
  readonly fetchTags: boolean
  readonly returnTotalCount: boolean
}

function contents(of: Of, { path: folder }: Named, listing: Contents): Promise<Reply> {
  const { limit, skip, after } = partOf(listing, isText)
  const where = listing.where === undefined ? undefined : parseCeql(listing.where, FILE_FIELDS)
  return onDocuments(of, async (documents) => {
    await known(documents, folder, true)
    const all = await sorted(documents, folder)
    const fitting = where === undefined ? all : all.filter((item) => matches(where, fieldsOf(fileOf(item))))
    const rest = after === undefined ? fitting : fitting.filter(({ path }) => nameOf(path) > after)
    const page = rest.slice(skip, skip + limit)
    const next = rest.length > skip + limit ? nameOf(page.at(-1)?.path ?? '') : undefined
    const total = listing.returnTotalCount ? fitting.length : undefined
    return paged(listing.fetchTags ? await shown(of, page) : page.map((item) => fileOf(item)), { next, total })
  })
}
