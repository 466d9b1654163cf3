/** Files, by path and by id. */
import { file as answer, type FileAnswer, type Reply } from 'kittn'
import type { Asked, Part } from '../../api-type.ts'
import { nameOf, type Documents } from '../../connectors/documents.ts'
import { fileOf, typeOf } from '../file.ts'
import { connectionTo } from '../hub.ts'
import { cleanPath, pathOf } from '../path.ts'
import { ok } from '../paging.ts'
import { asked } from '../refused.ts'
import { known, room, targetOf, transfer } from './work.ts'

export const files: Part = {
  'POST /elements/api-v2/hubs/documents/files': async ({ query, files: { file }, caller }) => {
    const path = cleanPath(query.path)
    return onFiles({ caller }, async (documents) => {
      await room(documents, path, query.overwrite)
      await documents.write(path, file.stream(), { replace: query.overwrite, size: file.size })
      return ok(fileOf(await known(documents, path)))
    })
  },

  'GET /elements/api-v2/hubs/documents/files': ({ query, caller }) => download({ caller }, cleanPath(query.path)),
  'GET /elements/api-v2/hubs/documents/files/{id}': ({ path, caller }) => download({ caller }, pathOf(path.id)),

  'DELETE /elements/api-v2/hubs/documents/files': ({ query, caller }) => remove({ caller }, cleanPath(query.path)),
  'DELETE /elements/api-v2/hubs/documents/files/{id}': ({ path, caller }) => remove({ caller }, pathOf(path.id)),

  'GET /elements/api-v2/hubs/documents/files/metadata': ({ query, caller }) =>
    onFiles({ caller }, async (documents) => ok(fileOf(await known(documents, cleanPath(query.path), false)))),
  'GET /elements/api-v2/hubs/documents/files/{id}/metadata': ({ path, caller }) =>
    onFiles({ caller }, async (documents) => ok(fileOf(await known(documents, pathOf(path.id), false)))),

  'PATCH /elements/api-v2/hubs/documents/files/metadata': ({ query, body, caller }) =>
    move({ caller }, cleanPath(query.path), body),
  'PATCH /elements/api-v2/hubs/documents/files/{id}/metadata': ({ path, body, caller }) =>
    move({ caller }, pathOf(path.id), body),

  'POST /elements/api-v2/hubs/documents/files/copy': ({ query, body, caller }) =>
    copy({ caller }, cleanPath(query.path), { ...query, ...body }),
  'POST /elements/api-v2/hubs/documents/files/{id}/copy': ({ path, query, body, caller }) =>
    copy({ caller }, pathOf(path.id), { ...query, ...body }),
}

type Of = Pick<Asked, 'caller'>

/** Does something with the documents of a caller; what the service refuses is told as it says it. */
export async function onFiles<T>(of: Of, work: (documents: Documents) => Promise<T>): Promise<T> {
  return asked(async () => work(await connectionTo('documents', of)))
}

function download(of: Of, path: string): Promise<FileAnswer> {
  return onFiles(of, (documents) => bytesOf(documents, path))
}

/** An answer with the bytes of a file, no faster than the caller reads them. */
export async function bytesOf(documents: Documents, path: string): Promise<FileAnswer> {
  const { size } = await known(documents, path, false)
  const stream = await documents.read(path)
  return answer({ stream, size, name: nameOf(path), type: typeOf(path), download: true })
}

function remove(of: Of, path: string): Promise<undefined> {
  return onFiles(of, async (documents) => {
    await known(documents, path, false)
    await documents.remove(path)
    return undefined
  })
}

type Target = { readonly path?: string; readonly name?: string }

function move(of: Of, from: string, target: Target): Promise<Reply> {
  const to = targetOf(from, target)
  return onFiles(of, async (documents) =>
    ok(fileOf(await transfer(documents, 'move', { from, to, overwrite: false, directory: false }))),
  )
}

function copy(of: Of, from: string, { path, overwrite }: { path: string; overwrite: boolean }): Promise<Reply> {
  const to = cleanPath(path)
  return onFiles(of, async (documents) =>
    ok(fileOf(await transfer(documents, 'copy', { from, to, overwrite, directory: false }))),
  )
}
