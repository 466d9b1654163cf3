/** What can be done with files and folders alike, whether a path or an id names them. */
import { fail, type Reply } from 'kittn'
import type { Asked } from '../../api-type.ts'
import type { Item } from '../../connectors/documents.ts'
import { ok } from '../paging.ts'
import { cleanPath } from '../path.ts'
import { onDocuments } from './on-documents.ts'
import { follow, note, propertiesIn, shown, tagsIn } from './notes.ts'
import { known, targetOf, transfer } from './work.ts'

export type Of = Pick<Asked, 'caller' | 'db'>

/** A document by its path, and whether it is a folder. */
export type Named = { readonly path: string; readonly directory: boolean }

export type Changes = {
  readonly path?: string
  readonly name?: string
  readonly tags?: readonly string[]
  readonly description?: string
}

/** One document as callers see it, without what the service itself says unless that was asked for. */
export async function one(of: Of, item: Item, isRaw = false): Promise<Reply> {
  const [file] = await shown(of, [item])
  return ok(isRaw ? { ...file, raw: item.raw } : file)
}

export function metadata(of: Of, { path, directory }: Named, { raw }: { readonly raw: boolean }): Promise<Reply> {
  return onDocuments(of, async (documents) => one(of, await known(documents, path, directory), raw))
}

/** Moves, renames and notes. Fails with 400 where nothing is to be changed. */
export function change(of: Of, { path: from, directory }: Named, changes: Changes): Promise<Reply> {
  const { tags, description, ...place } = changes
  const notes = { ...(tags && { tags: tagsIn(tags) }), ...(description !== undefined && { description }) }
  const [moves, isNoted] = [place.path !== undefined || place.name !== undefined, Object.keys(notes).length > 0]
  if (!moves && !isNoted) fail(400, 'A path, a name, tags or a description are needed.')
  const to = moves ? targetOf(from, place) : from
  return onDocuments(of, async (documents) => {
    if (moves) {
      await transfer(documents, 'move', { from, to, overwrite: false, directory })
      await follow(of, from, to)
    }
    const item = await known(documents, to, directory)
    if (isNoted) await note(of, to, notes)
    return one(of, item)
  })
}

/** Properties of a caller's own, in place of those that were there. */
export function describe(
  of: Of,
  { path, directory }: Named,
  { properties }: { readonly properties: object },
): Promise<Reply> {
  const own = propertiesIn({ ...properties })
  return onDocuments(of, async (documents) => {
    const item = await known(documents, path, directory)
    await note(of, path, { properties: own })
    return one(of, item)
  })
}

type Copying = { readonly path: string; readonly overwrite: boolean }

/** On a copy nothing is noted. */
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
