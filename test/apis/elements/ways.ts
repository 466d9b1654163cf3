/** Every connector of the documents hub with a real service behind it. */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { amazonS3 } from '../../../apis/elements/connectors/amazons3.ts'
import type { Documents } from '../../../apis/elements/connectors/documents.ts'
import { localFolder } from '../../../apis/elements/connectors/localfolder.ts'
import { webdav } from '../../../apis/elements/connectors/webdav.ts'
import { BUCKET, KEYS } from '../../servers/s3.ts'
import { ADA, GUEST } from '../../servers/webdav.ts'
import { SERVICES } from './services.ts'

export type Way = {
  readonly name: string
  readonly start: () => Promise<Running>
}

export type Running = {
  readonly documents: Documents
  /** One that may not write, or not even come in. */
  readonly powerless: Documents
  /** Makes the service go away, and come back with what it had. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly end?: () => Promise<void>
}

export const WAYS: readonly Way[] = [
  { name: 'localfolder', start: startLocal },
  { name: 'webdav', start: startDav },
  { name: 'amazons3', start: startBucket },
]

async function startLocal(): Promise<Running> {
  const base = mkdtempSync(join(tmpdir(), 'kittn-folder-'))
  const root = join(base, 'root')
  const documents = localFolder(root)
  await documents.ping()
  // A folder that is not there is what its outage looks like, a disk that was not mounted.
  const [away, locked] = [join(base, 'away'), join(base, 'locked')]
  mkdirSync(locked, { mode: 0o555 })
  return {
    documents,
    // Root may write everywhere but into the files of the kernel.
    powerless: localFolder(process.getuid?.() === 0 ? '/sys' : locked),
    down: async () => renameSync(root, away),
    up: async () => renameSync(away, root),
    end: async () => rmSync(base, { recursive: true, force: true }),
  }
}

async function startDav(): Promise<Running> {
  const server = await SERVICES.webdav()
  return {
    documents: webdav({ url: server.url, ...ADA }),
    powerless: webdav({ url: server.url, ...GUEST }),
    down: () => server.stop('KILL'),
    up: server.restart,
  }
}

async function startBucket(): Promise<Running> {
  const server = await SERVICES.s3()
  const access = { endpoint: server.endpoint, region: 'eu-central-1', bucket: BUCKET, ...KEYS }
  return {
    documents: amazonS3(access),
    powerless: amazonS3({ ...access, accessKey: 'NOBODY' }),
    down: () => server.stop('KILL'),
    up: server.restart,
  }
}
