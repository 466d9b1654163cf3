/** Documents on a WebDAV server (RFC 4918): Nextcloud, Apache, SharePoint and many more. */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { BlockList } from 'node:net'
import type { Readable } from 'node:stream'
import { AuthType, createClient, type FileStat, type ResponseDataDetailed, type WebDAVClient } from 'webdav'
import type { Documents, Item, Replacing, Storage, Writing } from './documents.ts'
import { isNetwork, reasonOf, Refusal } from './refusal.ts'

export type WebdavAccess = {
  readonly url: string
  readonly username: string
  readonly password: string
  /** Addresses that are not connected to. */
  readonly forbidden?: BlockList
}

/** How long the server may take for what is no transfer of bytes, in milliseconds. */
const PATIENCE = 30_000

export function webdav({ url, username, password, forbidden = new BlockList() }: WebdavAccess): Documents {
  // It goes through to the sockets.
  const options = { keepAlive: true, blockList: forbidden }
  const agents = { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
  const client = createClient(url, { username, password, authType: AuthType.Auto, ...agents })
  const quick = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(PATIENCE) })
  const detailed = (): { signal: AbortSignal; details: true } => ({ ...quick(), details: true })

  const stat = async (path: string): Promise<Item | undefined> => {
    try {
      const { data } = (await refusing(path, () => client.stat(path, detailed()))) as ResponseDataDetailed<FileStat>
      return { ...itemOf(data), raw: rawOf(data) }
    } catch (error) {
      if (error instanceof Refusal && error.reason === 'missing') return undefined
      throw error
    }
  }
  const list = async (path: string): Promise<Item[]> => {
    const { data } = await client.getDirectoryContents(path, detailed())
    return data.map(itemOf)
  }
  const transfer = (method: 'COPY' | 'MOVE', from: string, to: string, { replace }: Replacing): Promise<void> => {
    const options = { overwrite: replace }
    return refusing(from + to, () =>
      method === 'COPY' ? client.copyFile(from, to, options) : client.moveFile(from, to, options),
    )
  }

  return {
    ping: () => refusing('/', async () => void (await client.stat('/', quick()))),
    stat,
    list: (path) => refusing(path, () => list(path)),
    read: (path) => refusing(path, () => read(client, path)),
    write: (path, content, options) => refusing(path, () => write(client, { path, content, options })),
    copy: (from, to, options) => transfer('COPY', from, to, options),
    move: (from, to, options) => transfer('MOVE', from, to, options),
    makeFolder: (path) => refusing(path, () => client.createDirectory(path, quick())),
    remove: (path) => refusing(path, () => client.deleteFile(path)),
    storage: () => refusing('/', () => storage(client)),
  }
}

function itemOf({ filename: path, type, size, lastmod, props }: FileStat): Item {
  const directory = type === 'directory'
  const created = dateOf(String(props?.['creationdate']))
  return { path, directory, size: directory ? 0 : size, created, modified: dateOf(lastmod) }
}

function dateOf(text: string): Date | undefined {
  const date = new Date(text)
  return isNaN(+date) ? undefined : date
}

/** What the server calls it. */
function rawOf({ lastmod, etag, mime }: FileStat): NonNullable<Item['raw']> {
  return {
    getlastmodified: lastmod,
    ...(etag === null ? {} : { getetag: etag }),
    ...(mime === undefined ? {} : { getcontenttype: mime }),
  }
}

async function read(client: WebDAVClient, path: string): Promise<Readable> {
  const answer = await client.customRequest(path, { method: 'GET' })
  // The library's fetch is node-fetch here, whose bodies are streams of Node.
  const { body } = answer as unknown as { readonly body: Readable }
  return body
}

type Put = { readonly path: string; readonly content: Readable; readonly options: Writing }

async function write(client: WebDAVClient, { path, content, options: { replace, size } }: Put): Promise<void> {
  const headers = size === undefined ? {} : { 'Content-Length': String(size) }
  const done = await client.putFileContents(path, content, { overwrite: replace, headers })
  if (!done) throw new Refusal('taken', 'Precondition Failed')
}

async function storage(client: WebDAVClient): Promise<Storage> {
  const quota = await client.getQuota()
  if (quota === null || !('used' in quota)) return { used: undefined, total: undefined }
  const { used, available } = quota
  return { used, total: typeof available === 'number' ? used + available : undefined }
}

/** The library puts these words where slashes are while it escapes a path: a name that has them would become two. */
const LIBRARY = /__PATH_SEPARATOR_(?:POSIX|WINDOWS)__/

async function refusing<T>(path: string, work: () => Promise<T>): Promise<T> {
  if (LIBRARY.test(path)) throw new Refusal('invalid', 'The name has words that the client keeps for itself.')
  try {
    return await work()
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 0
  const reason = reasonOf(status)
  if (reason !== undefined) return new Refusal(reason, error.message, error)
  const silent = isNetwork(error) || error.name === 'AbortError' || error.name === 'TimeoutError'
  return silent ? new Refusal('unreachable', 'The WebDAV server does not answer.', error) : error
}
