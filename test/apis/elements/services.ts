/** The servers behind the elements: each is started when it is first needed, once for all the tests of this process. */
import { after } from 'node:test'
import { startPostgres, type OwnPostgres } from '../../servers/postgres.ts'
import { freePort } from '../../servers/program.ts'
import { startRadicale } from '../../servers/radicale.ts'
import { startS3 } from '../../servers/s3.ts'
import { startWebdav } from '../../servers/webdav.ts'

const running: Promise<{ readonly stop: () => Promise<void> }>[] = []
after(async () => void (await Promise.all(running.map(async (one) => (await one).stop()))))

function once<T extends { readonly stop: () => Promise<void> }>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => {
    if (started === undefined) running.push((started = start()))
    return started
  }
}

export const SERVICES: {
  readonly webdav: () => ReturnType<typeof startWebdav>
  readonly s3: () => ReturnType<typeof startS3>
  readonly radicale: () => ReturnType<typeof startRadicale>
  /** Listens on a port of its own, as the element needs it. */
  readonly postgres: () => Promise<OwnPostgres & { readonly port: number }>
} = {
  webdav: once(startWebdav),
  s3: once(startS3),
  radicale: once(startRadicale),
  postgres: once(async () => {
    const port = await freePort()
    return { ...(await startPostgres(true, port)), port }
  }),
}
