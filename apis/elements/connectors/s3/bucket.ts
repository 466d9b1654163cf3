/** One bucket, by paths instead of keys. Rejects with the errors of the client. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Readable } from 'node:stream'
import type { Documents, Item, Revision } from '../documents.ts'
import { Refusal } from '../refusal.ts'
import { fileAt, folderAt, itemsOf, pagesOf, revisionsOf } from './listing.ts'

/** What is held of an upload at a time, in bytes; ten thousand such parts are the largest file. */
const PART = 8 * 1024 * 1024

/** How many keys one request may delete. */
const MOST = 1000

export type Bucket = Pick<Documents, 'ping' | 'stat' | 'list' | 'read' | 'makeFolder' | 'remove'> &
  Required<Pick<Documents, 'link' | 'revisions'>> & {
    readonly write: (path: string, content: Readable, replace: boolean) => Promise<void>
    /** Replaces what is there. */
    readonly copy: (from: string, to: string) => Promise<void>
  }

export function bucketOf(client: S3Client, name: string): Bucket {
  const at = (path: string): { readonly Bucket: string; readonly Key: string } => ({ Bucket: name, Key: keyOf(path) })

  const head = async (path: string): Promise<Item | undefined> => {
    try {
      const found = await client.send(new HeadObjectCommand(at(path)))
      const raw = { ...at(path), ETag: found.ETag ?? '', ContentType: found.ContentType ?? '' }
      return { ...fileAt(path, found.ContentLength, found.LastModified), raw }
    } catch (error) {
      if (error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey')) return undefined
      throw error
    }
  }

  const stat = async (path: string): Promise<Item | undefined> => {
    if (path === '/') return folderAt(path)
    const file = await head(path)
    if (file !== undefined) return file
    const first = await client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefixOf(path), MaxKeys: 1 }))
    return (first.KeyCount ?? 0) > 0 ? folderAt(path) : undefined
  }

  /** The keys of a file, or of a folder and all that it holds. */
  const keysOf = async (path: string): Promise<string[]> => {
    const item = await stat(path)
    if (item === undefined) throw new Refusal('missing', 'NoSuchKey')
    if (!item.directory) return [keyOf(path)]
    const keys: string[] = []
    for await (const { Contents = [] } of pagesOf(client, { Bucket: name, Prefix: prefixOf(path) }))
      keys.push(...Contents.flatMap(({ Key }) => Key ?? []))
    return keys
  }

  return {
    stat,
    ping: async (): Promise<void> => void (await client.send(new ListObjectsV2Command({ Bucket: name, MaxKeys: 1 }))),

    async list(path: string): Promise<Item[]> {
      const items: Item[] = []
      const asked = { Bucket: name, Prefix: prefixOf(path), Delimiter: '/' }
      for await (const page of pagesOf(client, asked)) items.push(...itemsOf(page))
      return items
    },

    async read(path: string): Promise<Readable> {
      const { Body } = await client.send(new GetObjectCommand(at(path)))
      // In Node a body is a stream of Node.
      return Body as Readable
    },

    async write(path: string, content: Readable, replace: boolean): Promise<void> {
      const params = { ...at(path), Body: content, ...(replace ? {} : { IfNoneMatch: '*' }) }
      await new Upload({ client, params, queueSize: 1, partSize: PART }).done()
    },

    async copy(from: string, to: string): Promise<void> {
      for (const key of await keysOf(from)) {
        const CopySource = `${name}/${key.split('/').map(encodeURIComponent).join('/')}`
        const Key = keyOf(to) + key.slice(keyOf(from).length)
        await client.send(new CopyObjectCommand({ Bucket: name, CopySource, Key }))
      }
    },

    makeFolder: async (path: string): Promise<void> =>
      void (await client.send(
        new PutObjectCommand({ Bucket: name, Key: prefixOf(path), Body: new Uint8Array(), ContentLength: 0 }),
      )),

    async remove(path: string): Promise<void> {
      const keys = await keysOf(path)
      const [Key] = keys
      if (keys.length === 1) return void (await client.send(new DeleteObjectCommand({ Bucket: name, Key })))
      for (let at = 0; at < keys.length; at += MOST) {
        const Objects = keys.slice(at, at + MOST).map((Key) => ({ Key }))
        const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: name, Delete: { Objects } }))
        if (Errors[0] !== undefined) throw new Refusal('denied', `${Errors[0].Code}: ${Errors[0].Message}`)
      }
    },

    link: (path: string, expiresIn: number, way: 'save' | 'view'): Promise<string> => {
      const ResponseContentDisposition = way === 'save' ? 'attachment' : 'inline'
      return getSignedUrl(client, new GetObjectCommand({ ...at(path), ResponseContentDisposition }), { expiresIn })
    },

    revisions: (path: string): Promise<Revision[] | undefined> => revisionsOf(client, at(path)),
  }
}

/** The key of a file. */
function keyOf(path: string): string {
  return path.slice(1)
}

/** What the keys in a folder begin with. */
function prefixOf(path: string): string {
  return path === '/' ? '' : `${keyOf(path)}/`
}
