/** A folder of values, a file each. It only saves work: where it cannot be read or written, there is nothing in it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

export type Cache = {
  /** What was put under this name last, as long as somebody asked for it now and then. */
  readonly get: (name: string) => unknown
  readonly put: (name: string, value: unknown) => void
}

/** Milliseconds after which what nobody asked for is thrown away. */
const FORGOTTEN = 30 * 86_400_000

/** Names are those of files. */
export function cacheIn(folder: string): Cache {
  return {
    get: (name) => quietly(() => read(join(folder, name))),
    put: (name, value) =>
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        tidy(folder)
        write(join(folder, name), serialize(value))
      }),
  }
}

/** Where the system keeps what can be made again. */
export function usersCache(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'kittn')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/kittn')
  return LOCALAPPDATA ? join(LOCALAPPDATA, 'kittn', 'Cache') : join(homedir(), '.cache/kittn')
}

function read(file: string): unknown {
  const value: unknown = deserialize(readFileSync(file))
  utimesSync(file, new Date(), new Date())
  return value
}

/** Whoever reads meanwhile has the old or the new, never a part. */
function write(file: string, bytes: Uint8Array): void {
  const next = `${file}.${process.pid}`
  writeFileSync(next, bytes, { mode: 0o600 })
  renameSync(next, file)
}

function tidy(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (Date.now() - statSync(file).mtimeMs > FORGOTTEN) rmSync(file, { force: true })
  }
}

function quietly<Value>(act: () => Value): Value | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
