/**
 * Files in a folder: `ab/ab12…` is a content and `ab/ab12….json` what is said of it. Contents come into `incoming/` and
 * are moved when they are kept, so that a file is there whole or not at all. Several processes may share the folder.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Unavailable } from '../store.ts'
import type { About, Draft, FileStore, KeptFile } from './store.ts'

const ID = /^[0-9a-f]{32}$/
const SHELF = /^[0-9a-f]{2}$/

/** What a process that was killed left behind is taken away after this time, in milliseconds. */
const STALE = 24 * 60 * 60 * 1000

/** Opens a folder, making it where it is missing. */
export async function openFolder(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  await tidy(incoming)
  const pathOf = (id: string): string => join(folder, id.slice(0, 2), id)
  const find = (id: string): Promise<KeptFile | undefined> =>
    ID.test(id) ? aboutIn(pathOf(id)) : Promise.resolve(undefined)
  return {
    take: (bytes) => take(bytes, { path: join(incoming, newId()), pathOf }),
    find,
    read: (id, range) => createReadStream(pathOf(id), range),
    async remove(id) {
      if ((await find(id)) === undefined) return false
      await rm(pathOf(id), { force: true })
      await rm(`${pathOf(id)}.json`, { force: true })
      return true
    },
    async *all() {
      for (const shelf of await readdir(folder))
        for (const id of SHELF.test(shelf) ? await readdir(join(folder, shelf)) : []) {
          const found = await find(id)
          if (found !== undefined) yield found
        }
    },
    async restore(file, bytes) {
      if (!ID.test(file.id)) throw new TypeError(`${JSON.stringify(file.id)} is no id of a file`)
      const path = join(incoming, newId())
      const draft = await take(bytes, { path, pathOf })
      if (draft.hash.slice(0, 22) === file.hash) return move(path, pathOf(file.id), JSON.stringify(file))
      await draft.discard()
      throw new TypeError(`the content of the file ${file.id} is not what it was`)
    },
    async reset() {
      await rm(folder, { recursive: true, force: true })
      await mkdir(incoming, { recursive: true })
    },
  }
}

function newId(): string {
  return randomBytes(16).toString('hex')
}

async function tidy(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (mtimeMs < Date.now() - STALE) await rm(path, { force: true })
  }
}

/** The description goes first, so what has none was never whole. */
async function aboutIn(path: string): Promise<KeptFile | undefined> {
  try {
    await stat(path)
    // Written by `keep`, and by nobody else.
    return JSON.parse(await readFile(`${path}.json`, 'utf8')) as KeptFile
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

type Taking = { readonly path: string; readonly pathOf: (id: string) => string }

async function take(bytes: AsyncIterable<Uint8Array>, taking: Taking): Promise<Draft> {
  const { path } = taking
  const content = createHash('sha256')
  let size = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      size += chunk.length
      content.update(chunk)
      yield chunk
    }
  }
  try {
    // Made before anything is read: what fails while the file is still being made could not take it away.
    const file = await open(path, 'wx')
    await pipeline(counted, file.createWriteStream())
  } catch (error) {
    await rm(path, { force: true })
    throw noRoom(error)
  }
  return draftOf(taking, size, content.digest('base64url'))
}

function draftOf({ path, pathOf }: Taking, size: number, hash: string): Draft {
  let id: Promise<string> | undefined
  let at = path
  const keep = async (about: About): Promise<string> => {
    const made = newId()
    const file: KeptFile = { id: made, ...about, size, hash: hash.slice(0, 22), kept: new Date().toISOString() }
    await move(path, pathOf(made), JSON.stringify(file))
    at = pathOf(made)
    return made
  }
  return {
    size,
    hash,
    read: () => createReadStream(at),
    keep: (about) => (id ??= keep(about).catch((error: unknown) => Promise.reject(noRoom(error)))),
    discard: () => rm(path, { force: true }),
  }
}

async function move(from: string, to: string, about: string): Promise<void> {
  const made = await mkdir(dirname(to), { recursive: true })
  if (made !== undefined) await synced(dirname(made), 'r')
  await synced(from, 'r+')
  await writeFile(`${to}.json`, about, { flush: true })
  await rename(from, to)
  await synced(dirname(to), 'r')
}

async function synced(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'ENOTCONN', 'ESTALE', 'EMFILE', 'ENFILE'])

/** A disk that takes no more is the operator's matter, not the caller's. */
function noRoom(error: unknown): unknown {
  const code = codeOf(error)
  return code !== undefined && NO_ROOM.has(code) ? new Unavailable(`files cannot be kept: ${code}`) : error
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
