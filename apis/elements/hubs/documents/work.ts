/** What all elements of the documents hub have in common, over any connector: what is there, and what may not be. */
import { fail } from 'kittn'
import { folderOf, within, type Documents, type Item } from '../../connectors/documents.ts'
import { cleanPath } from '../path.ts'

/** Fails with 404 for what is not there, or is a folder where a file is asked for and the other way round. */
export async function known(documents: Documents, path: string, directory?: boolean): Promise<Item> {
  const item = await documents.stat(path)
  if (item !== undefined && (directory === undefined || item.directory === directory)) return item
  return fail(404, `There is no ${directory ? 'folder' : 'file'} ${path}.`)
}

/** Fails where nothing can be put: the folder has to be there, and nothing else unless it may be replaced. */
export async function room(documents: Documents, path: string, overwrite: boolean): Promise<void> {
  if (path === '/') fail(409, 'The root is there already.')
  await known(documents, folderOf(path), true)
  const there = await documents.stat(path)
  if (there === undefined || (overwrite && !there.directory)) return
  fail(409, `${path} is there already${there.directory ? ', a folder' : ''}.`, {
    values: { providerMessage: `${path} exists` },
  })
}

/** Where something goes that is to have another path or another name. Fails with 400 where neither is said. */
export function targetOf(path: string, { path: to, name }: { readonly path?: string; readonly name?: string }): string {
  if (to !== undefined) return cleanPath(to)
  if (name === undefined || name.includes('/')) fail(400, 'A path or a name is needed; a name has no "/".')
  return cleanPath(within(folderOf(path), name), 'name')
}

type Way = { readonly from: string; readonly to: string; readonly overwrite: boolean; readonly directory: boolean }

/** Copies or moves. What is to go into itself is refused with 400. */
export async function transfer(documents: Documents, how: 'copy' | 'move', way: Way): Promise<Item> {
  const { from, to, overwrite, directory } = way
  await known(documents, from, directory)
  if (from === '/' || to === from || to.startsWith(`${from}/`)) fail(400, `${from} cannot go to ${to}.`)
  await room(documents, to, overwrite)
  await documents[how](from, to, { replace: overwrite })
  return known(documents, to)
}

/** All that lies below a folder, each folder before what it holds, from behind the path `after` on. */
export async function* below(documents: Documents, folder: string, after = ''): AsyncGenerator<Item> {
  for (const item of await sorted(documents, folder)) {
    const isPast = rank(item.path) > rank(after)
    if (isPast) yield item
    if (item.directory && (isPast || `${after}/`.startsWith(`${item.path}/`))) yield* below(documents, item.path, after)
  }
}

/** What stands for a path where paths are put in order: the end of a name comes before any character. */
function rank(path: string): string {
  return path.replaceAll('/', '\0')
}

/** What a folder holds, by path; names that no path of ours can have are left out. */
export async function sorted(documents: Documents, folder: string): Promise<Item[]> {
  const items = (await documents.list(folder)).filter(({ path }) => isClean(path))
  return items.toSorted((a, b) => (rank(a.path) < rank(b.path) ? -1 : 1))
}

function isClean(path: string): boolean {
  try {
    return cleanPath(path) === path
  } catch {
    return false
  }
}
