/** What can be done with files and folders alike, whether a path or an id names them. */
import { fail, type Reply } from 'kittn'
import type { Asked } from '../../api-type.ts'
import type { Item } from '../../connectors/documents.ts'
import { ok } from '../paging.ts'
import { cleanPath } from '../path.ts'
import { onDocuments } from './on-documents.ts'
import { follow, shown, tag, tagsIn } from './tags.ts'
import { known, targetOf, transfer } from './work.ts'

export type Of = Pick<Asked, 'caller' | 'db'>

/** A document by its path, and whether it is a folder. */
export type Named = { readonly path: string; readonly directory: boolean }

export type Changes = { readonly path?: string; readonly name?: string; readonly tags?: readonly string[] }

/** One document as callers see it, without what the service itself says unless that was asked for. */
export async function one(of: Of, item: Item, isRaw = false): Promise<Reply> {
  const [file] = await shown(of, [item])
  return ok(isRaw ? { ...file, raw: item.raw } : file)
}

export function metadata(of: Of, { path, directory }: Named, { raw }: { readonly raw: boolean }): Promise<Reply> {
  return onDocuments(of, async (documents) => one(of, await known(documents, path, directory), raw))
}

/** Moves, renames and tags. Fails with 400 where nothing is to be changed. */
export function change(of: Of, { path: from, directory }: Named, { tags: given, ...place }: Changes): Promise<Reply> {
  const tags = given === undefined ? undefined : tagsIn(given)
  const moves = place.path !== undefined || place.name !== undefined
  if (!moves && tags === undefined) fail(400, 'A path, a name or tags are needed.')
  const to = moves ? targetOf(from, place) : from
  return onDocuments(of, async (documents) => {
    if (moves) {
      await transfer(documents, 'move', { from, to, overwrite: false, directory })
      await follow(of, from, to)
    }
    const item = await known(documents, to, directory)
    if (tags !== undefined) await tag(of, to, tags)
    return one(of, item)
  })
}

type Copying = { readonly path: string; readonly overwrite: boolean }

/** A copy has no tags. */
export function copy(of: Of, { path: from, directory }: Named, { path, overwrite }: Copying): Promise<Reply> {
  const to = cleanPath(path)
  return onDocuments(of, async (documents) => {
    const item = await transfer(documents, 'copy', { from, to, overwrite, directory })
    await follow(of, to)
    return one(of, item)
  })
}

/** The root stays, without what it held. */
export function remove(of: Of, { path, directory }: Named): Promise<undefined> {
  return onDocuments(of, async (documents) => {
    await known(documents, path, directory)
    const gone = path === '/' ? (await documents.list('/')).map((item) => item.path) : [path]
    for (const each of gone) {
      await documents.remove(each)
      await follow(of, each)
    }
    return undefined
  })
}
