/** Servers that tests need: started as processes that end when whoever started them ends, however that comes about. */
import { spawn, type SpawnOptions } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** PostgreSQL refuses to run as root. */
export const USER: Pick<SpawnOptions, 'uid' | 'gid'> = userInfo().uid === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** A folder that these processes may write to. */
export function placeFor(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `kittn-${name}-`))
  if (USER.uid !== undefined && USER.gid !== undefined) chownSync(path, USER.uid, USER.gid)
  return path
}

/** Where a program is: on the PATH, or where Debian keeps it. Throws with the command that brings it. */
export function programOf(name: string): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const places = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
  ]
  const found = places.map((place) => join(place, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`${name} is not here: script/bootstrap --test brings it`)
  return found
}

export type Kept = {
  /** Ends it as a power cut or an administrator would; resolves when it is gone. */
  readonly stop: (signal?: 'INT' | 'KILL') => Promise<void>
}

/**
 * Starts a program below a shell that ends it as soon as this process is gone, however that comes about. What it prints
 * goes to `log` in its place.
 */
export function keep(command: readonly string[], place: string): Kept {
  const script = `"$@" >>"$0/log" 2>&1 & read signal; kill -"\${signal:-INT}" $!; wait $!; [ -n "$signal" ] || rm -rf "$0"`
  const shell = spawn('/bin/sh', ['-c', script, place, ...command], { stdio: ['pipe', 'ignore', 'inherit'], ...USER })
  shell.unref()
  // The pipe tells the shell by its end that this process is gone; it must not keep this process alive.
  const { stdin } = shell
  if (stdin instanceof Socket) stdin.unref()
  return {
    stop: (signal = 'INT') =>
      new Promise((gone) => {
        shell.ref()
        shell.on('exit', () => gone())
        stdin?.end(`${signal}\n`)
      }),
  }
}

/** Tries until it works, for at most half a minute. */
export async function untilIt<T>(works: () => Promise<T>): Promise<T> {
  const last = performance.now() + 30_000
  for (;;) {
    try {
      return await works()
    } catch (error) {
      if (performance.now() > last) throw error
    }
    await sleep(30)
  }
}

/** A port that nobody listens on, for servers that cannot choose one themselves. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
