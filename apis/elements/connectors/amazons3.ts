/**
 * Documents in a bucket of S3, or of whatever speaks its language. A bucket knows keys and no folders: a folder is a key that
 * ends in a slash, or what other keys begin with.
 */
import { NoSuchKey, NotFound, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { BlockList } from 'node:net'
import type { Readable } from 'node:stream'
import type { Documents } from './documents.ts'
import { bucketOf } from './s3/bucket.ts'
import { isNetwork, reasonOf, Refusal } from './refusal.ts'

export type S3Access = {
  /** The address of a service that is not Amazon's; else empty. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKey: string
  readonly secretKey: string
  /** Addresses that are not connected to. */
  readonly forbidden?: BlockList
}

export function amazonS3({ endpoint, region, bucket: name, accessKey, secretKey, ...access }: S3Access): Documents {
  const agent = { blockList: access.forbidden ?? new BlockList() }
  const client = new S3Client({
    region,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    ...(endpoint === '' ? {} : { endpoint, forcePathStyle: true }),
    // Services other than Amazon's know no checksums at the end of a stream.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
  })
  const bucket = bucketOf(client, name)
  const free = async (path: string, replace: boolean): Promise<void> => {
    if (replace) return
    if ((await bucket.stat(path)) !== undefined) throw new Refusal('taken', 'The key is there already.')
  }
  return {
    ping: () => refusing(() => bucket.ping()),
    stat: (path) => refusing(() => bucket.stat(path)),
    list: (path) => refusing(() => bucket.list(path)),
    read: (path): Promise<Readable> => refusing(() => bucket.read(path)),
    write: (path, content, { replace }) =>
      refusing(async () => {
        await free(path, replace)
        await bucket.write(path, content, replace)
      }),
    copy: (from, to, { replace }) =>
      refusing(async () => {
        await free(to, replace)
        await bucket.copy(from, to)
      }),
    move: (from, to, { replace }) =>
      refusing(async () => {
        await free(to, replace)
        await bucket.copy(from, to)
        await bucket.remove(from)
      }),
    makeFolder: (path) =>
      refusing(async () => {
        await free(path, false)
        await bucket.makeFolder(path)
      }),
    remove: (path) => refusing(() => bucket.remove(path)),
    storage: async () => ({ used: undefined, total: undefined }),
    link: (path, seconds, way) => refusing(() => bucket.link(path, seconds, way)),
    revisions: (path) => refusing(() => bucket.revisions(path)),
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof NoSuchKey || error instanceof NotFound) return new Refusal('missing', error.name, error)
  if (error instanceof S3ServiceException) {
    const reason = reasonOf(error.$metadata.httpStatusCode ?? 500) ?? 'unreachable'
    return new Refusal(reason, `${error.name}: ${error.message}`, error)
  }
  const silent = isNetwork(error) || (error instanceof Error && error.name === 'TimeoutError')
  return silent ? new Refusal('unreachable', 'The S3 service does not answer.', error) : error
}
