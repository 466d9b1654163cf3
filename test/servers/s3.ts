/** A real S3 server for tests: s3rver, which keeps its buckets in a folder. */
import { join } from 'node:path'
import { freePort, keep, type Kept, placeFor, untilIt } from './program.ts'
import { ROOT } from '../command-line.ts'

export type OwnS3 = {
  readonly endpoint: string
  readonly stop: Kept['stop']
  readonly restart: () => Promise<void>
}

export const BUCKET = 'documents'
export const KEYS = { accessKey: 'S3RVER', secretKey: 'S3RVER' }

/**
 * Its tokens for the next page need a cipher that OpenSSL 3 counts as old, and it leaves the escapes of `/`, `#` and the like
 * in the names that are to be copied, where S3 resolves all.
 */
const REPAIRED = [
  '--openssl-legacy-provider',
  '--import',
  'data:text/javascript,globalThis.decodeURI=decodeURIComponent',
]

export async function startS3(): Promise<OwnS3> {
  const [place, port] = [placeFor('s3'), await freePort()]
  const program = [process.execPath, ...REPAIRED, join(ROOT, 'node_modules/s3rver/bin/s3rver.js')]
  const options = ['-d', join(place, 'buckets'), '-a', '127.0.0.1', '-p', String(port), '--no-vhost-buckets']
  const endpoint = `http://127.0.0.1:${port}`
  let kept: Kept
  const restart = async (): Promise<void> => {
    kept = keep([...program, ...options, '--configure-bucket', BUCKET], place)
    await untilIt(() => fetch(endpoint))
  }
  await restart()
  return { endpoint, stop: (signal) => kept.stop(signal), restart }
}
