/** Files, by path and by id. */
import { fail, file as answer, type FileAnswer } from 'kittn'
import type { Part } from '../../api-type.ts'
import { nameOf, type Documents } from '../../connectors/documents.ts'
import { typeOf } from '../file.ts'
import { cleanPath, pathOf } from '../path.ts'
import { change, copy, describe, metadata, one, remove, type Named, type Of } from './either.ts'
import { onDocuments } from './on-documents.ts'
import { forget, note, tagsIn } from './notes.ts'
import { known, room } from './work.ts'

export const files: Part = {
  'POST /elements/api-v2/hubs/documents/files': async ({ query, files: { file }, ...of }) => {
    const path = cleanPath(query.path)
    const notes = { tags: tagsIn(query['tags[]'] ?? []), description: query.description ?? '' }
    if (query.size !== undefined && query.size !== file.size)
      fail(400, `The file has ${file.size} bytes, not ${query.size}.`, { parameter: 'size' })
    return onDocuments(of, async (documents) => {
      await room(documents, path, query.overwrite)
      await documents.write(path, file.stream(), { replace: query.overwrite, size: file.size })
      await forget(of, path)
      await note(of, path, notes)
      return one(of, await known(documents, path))
    })
  },

  'GET /elements/api-v2/hubs/documents/files': ({ query, ...of }) => download(of, cleanPath(query.path)),
  'GET /elements/api-v2/hubs/documents/files/{id}': ({ path, ...of }) => download(of, pathOf(path.id)),

  'DELETE /elements/api-v2/hubs/documents/files': ({ query, ...of }) => remove(of, at(query.path)),
  'DELETE /elements/api-v2/hubs/documents/files/{id}': ({ path, ...of }) => remove(of, by(path.id)),

  'GET /elements/api-v2/hubs/documents/files/metadata': ({ query, ...of }) => metadata(of, at(query.path), query),
  'GET /elements/api-v2/hubs/documents/files/{id}/metadata': ({ path, query, ...of }) =>
    metadata(of, by(path.id), query),

  'PATCH /elements/api-v2/hubs/documents/files/metadata': ({ query, body, ...of }) => change(of, at(query.path), body),
  'PATCH /elements/api-v2/hubs/documents/files/{id}/metadata': ({ path, body, ...of }) => change(of, by(path.id), body),

  'PATCH /elements/api-v2/hubs/documents/files/metadata/properties': ({ query, body, ...of }) =>
    describe(of, at(query.path), body),
  'PATCH /elements/api-v2/hubs/documents/files/{id}/metadata/properties': ({ path, body, ...of }) =>
    describe(of, by(path.id), body),

  'POST /elements/api-v2/hubs/documents/files/copy': ({ query, body, ...of }) =>
    copy(of, at(query.path), { ...query, ...body }),
  'POST /elements/api-v2/hubs/documents/files/{id}/copy': ({ path, query, body, ...of }) =>
    copy(of, by(path.id), { ...query, ...body }),
}

const at = (path: string): Named => ({ path: cleanPath(path), directory: false })
const by = (id: string): Named => ({ path: pathOf(id), directory: false })

function download(of: Pick<Of, 'caller'>, path: string): Promise<FileAnswer> {
  return onDocuments(of, (documents) => bytesOf(documents, path))
}

/** An answer with the bytes of a file, no faster than the caller reads them. */
export async function bytesOf(documents: Documents, path: string): Promise<FileAnswer> {
  const { size } = await known(documents, path, false)
  const stream = await documents.read(path)
  return answer({ stream, size, name: nameOf(path), type: typeOf(path), download: true })
}
