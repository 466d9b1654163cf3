/**
 * Documents in a folder of this machine. Symbolic links are not there: they are neither listed nor followed, so nothing
 * leads out of the root.
 */
import { randomUUID } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { cp, link, lstat, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { folderOf, nameOf, within, type Documents, type Item, type Storage } from './documents.ts'
import { codeOf, Refusal, type Reason } from './refusal.ts'

/** What is being uploaded is called so until it is whole. */
const PART = /^\.upload-[\da-f-]{36}$/

export function localFolder(root: string): Documents {
  const at = (path: string): string => join(root, path)

  /** Where a path is, if the folders on the way are folders and not links. */
  const reach = async (path: string): Promise<string> => {
    if (PART.test(nameOf(path))) throw new Refusal('invalid', 'Names like this one belong to uploads.')
    for (let folder = folderOf(path); folder !== '/'; folder = folderOf(folder))
      if (!(await lstat(at(folder))).isDirectory()) throw new Refusal('missing', 'A folder on the way is none.')
    return at(path)
  }

  const stat = async (path: string): Promise<Item | undefined> => {
    try {
      return itemOf(path, await lstat(await reach(path)))
    } catch (error) {
      if (refusalOf(error).reason === 'missing') return undefined
      throw error
    }
  }

  /** What is at a path, which has to be a file or a folder. */
  const known = async (path: string): Promise<Item> => {
    const item = await stat(path)
    if (item === undefined) throw new Refusal('missing', 'ENOENT')
    return item
  }

  const list = async (path: string): Promise<Item[]> => {
    if (!(await known(path)).directory) throw new Refusal('missing', 'ENOTDIR')
    const names = (await readdir(at(path))).filter((name) => !PART.test(name))
    const items: Item[] = []
    for (const name of names) {
      const stats = await lstat(join(at(path), name)).catch(() => undefined)
      const item = stats && itemOf(within(path, name), stats)
      if (item !== undefined) items.push(item)
    }
    return items
  }

  const read = async (path: string): Promise<Readable> => {
    if ((await known(path)).directory) throw new Refusal('missing', 'EISDIR')
    return (await open(at(path), constants.O_RDONLY | constants.O_NOFOLLOW)).createReadStream()
  }

  const write = async (path: string, content: Readable, replace: boolean): Promise<void> => {
    const [target, part] = [await reach(path), at(within(folderOf(path), `.upload-${randomUUID()}`))]
    try {
      await pipeline(content, (await open(part, 'wx')).createWriteStream({ flush: true }))
      await (replace ? rename(part, target) : link(part, target))
    } finally {
      await rm(part, { force: true })
    }
  }

  /** Makes room, or says that there is none. */
  const clear = async (path: string, replace: boolean): Promise<string> => {
    const target = await reach(path)
    if (replace) await rm(target, { recursive: true, force: true })
    else if ((await stat(path)) !== undefined) throw new Refusal('taken', 'EEXIST')
    return target
  }

  const copy = async (from: string, to: string, replace: boolean): Promise<void> => {
    if (!(await known(from)).directory) return write(to, await read(from), replace)
    const filter = async (file: string): Promise<boolean> => !(await lstat(file)).isSymbolicLink()
    await cp(at(from), await clear(to, replace), { recursive: true, errorOnExist: true, force: false, filter })
  }

  const move = async (from: string, to: string, replace: boolean): Promise<void> => {
    const { directory } = await known(from)
    if (!directory && replace && !(await stat(to))?.directory) return rename(at(from), await reach(to))
    await rename(at(from), await clear(to, replace))
  }

  const storage = async (): Promise<Storage> => {
    const { bsize, blocks, bavail } = await statfs(root)
    return { total: bsize * blocks, used: bsize * (blocks - bavail) }
  }

  return {
    ping: () => refusing(async () => void (await mkdir(root, { recursive: true }))),
    stat: (path) => refusing(() => stat(path)),
    list: (path) => refusing(() => list(path)),
    read: (path) => refusing(() => read(path)),
    write: (path, content, { replace }) => refusing(() => write(path, content, replace)),
    copy: (from, to, { replace }) => refusing(() => copy(from, to, replace)),
    move: (from, to, { replace }) => refusing(() => move(from, to, replace)),
    makeFolder: (path) => refusing(async () => mkdir(await reach(path))),
    remove: (path) => refusing(async () => rm(await reach(path), { recursive: true })),
    storage: () => refusing(storage),
  }
}

/** Neither links nor devices nor sockets are documents. */
function itemOf(path: string, stats: Stats): Item | undefined {
  if (!stats.isFile() && !stats.isDirectory()) return undefined
  const directory = stats.isDirectory()
  const { birthtime: created, mtime: modified } = stats
  const raw = { birthtime: created.toISOString(), mode: (stats.mode & 0o777).toString(8) }
  return { path, directory, size: directory ? 0 : stats.size, created, modified, raw }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(error)
  }
}

const REASONS: Readonly<Record<string, Reason>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ELOOP: 'missing',
  EEXIST: 'taken',
  ENOTEMPTY: 'taken',
  EISDIR: 'taken',
  ERR_FS_CP_EEXIST: 'taken',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENAMETOOLONG: 'invalid',
  EILSEQ: 'invalid',
  EINVAL: 'invalid',
}

/** Where the folder lies on this machine is not for callers: only the code of what went wrong is told. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  return new Refusal(REASONS[code] ?? 'unreachable', code || 'The folder cannot be used.', error)
}
