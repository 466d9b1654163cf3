/** Lists of keys, page by page, and the items that they are. */
import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3'
import type { Item } from '../documents.ts'

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
    ...folders.map((key): Item => ({ path: `/${key}`, directory: true, size: 0, modified: undefined })),
    ...Contents.filter(({ Key }) => Key !== undefined && !Key.endsWith('/')).map(
      ({ Key = '', Size = 0, LastModified }): Item => ({
        path: `/${Key}`,
        directory: false,
        size: Size,
        modified: LastModified,
      }),
    ),
  ]
}
