/** Lists of keys, page by page, and the items that they are. */
import {
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { Item, Revision } from '../documents.ts'

type Asked = { readonly Bucket: string; readonly Prefix: string; readonly Delimiter?: string }

export async function* pagesOf(client: S3Client, asked: Asked): AsyncGenerator<ListObjectsV2CommandOutput> {
  let next: string | undefined
  do {
    const more = next === undefined ? {} : { ContinuationToken: next }
    const page: ListObjectsV2CommandOutput = await client.send(new ListObjectsV2Command({ ...asked, ...more }))
    yield page
    next = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (next !== undefined)
}

/** Files and folders of a page; the key that stands for the folder itself is none of them. */
export function itemsOf({ Contents = [], CommonPrefixes = [] }: ListObjectsV2CommandOutput): Item[] {
  const folders = CommonPrefixes.map(({ Prefix = '' }) => Prefix.slice(0, -1))
  return [
    ...folders.map((key) => folderAt(`/${key}`)),
    ...Contents.filter(({ Key }) => Key !== undefined && !Key.endsWith('/')).map(({ Key = '', Size, LastModified }) =>
      fileAt(`/${Key}`, Size, LastModified),
    ),
  ]
}

export function folderAt(path: string): Item {
  return { path, directory: true, size: 0, created: undefined, modified: undefined }
}

/** An object is never changed, only made anew. */
export function fileAt(path: string, size = 0, made?: Date): Item {
  return { path, directory: false, size, created: made, modified: made }
}

/** How services say that they know no versions at all. */
const UNKNOWN = ['NotImplemented', 'MethodNotAllowed']

/** How many revisions of one file are told of: the newest. */
const MOST_REVISIONS = 1000

/** The versions of an object, the newest first; undefined where the service knows none. */
export async function revisionsOf(
  client: S3Client,
  { Bucket, Key }: { readonly Bucket: string; readonly Key: string },
): Promise<Revision[] | undefined> {
  const asked = new ListObjectVersionsCommand({ Bucket, Prefix: Key, MaxKeys: MOST_REVISIONS })
  const found = await client.send(asked).catch((error: unknown) => {
    if (error instanceof S3ServiceException && UNKNOWN.includes(error.name)) return undefined
    throw error
  })
  // Keys that only begin so come after all versions of this one.
  return found?.Versions?.filter((one) => one.Key === Key).map(({ VersionId = '', Size = 0, LastModified }) => ({
    id: VersionId,
    size: Size,
    modified: LastModified,
  }))
}
