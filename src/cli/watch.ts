/** Watches files by their folders, so that a file that is made, renamed or saved by replacement is seen too. */
import { existsSync, statSync, watch, type FSWatcher } from 'node:fs'
import { dirname, join } from 'node:path'

export type Watcher = {
  /** Watches these files (absolute paths, present or not) instead of the former ones. */
  readonly retarget: (files: readonly string[]) => void
  readonly close: () => void
}

/** Editors write a file in several steps; what comes within this many milliseconds is one change. */
const SETTLE = 10

/** Calls `onChange` once for each burst of changes to the watched files. */
export function watchFiles(onChange: () => void): Watcher {
  const folders = new Map<string, FSWatcher>()
  let wanted = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const changed = (path: string): void => {
    if (!wanted.has(path)) return
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE)
  }
  return {
    retarget(files) {
      wanted = new Set(files.flatMap((file) => [file, ...missingFolders(file)]))
      follow(folders, new Set([...wanted].map((path) => existingFolder(dirname(path)))), changed)
    },
    close() {
      clearTimeout(timer)
      for (const watcher of folders.values()) watcher.close()
    },
  }
}

/** Whether any of these files was written at `time` or later, in milliseconds since 1970. */
export function changedSince(files: readonly string[], time: number): boolean {
  return files.some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= time)
}

type Folders = Map<string, FSWatcher>

function follow(folders: Folders, needed: ReadonlySet<string>, changed: (path: string) => void): void {
  for (const folder of folders.keys()) if (!needed.has(folder)) leave(folders, folder)
  for (const folder of needed) {
    if (folders.has(folder)) continue
    const watcher = watch(folder, (_event, name) => name !== null && changed(join(folder, name)))
    // A folder that is deleted ends its watcher; the next reload watches the nearest one that is left.
    watcher.on('error', () => leave(folders, folder))
    folders.set(folder, watcher)
  }
}

function leave(folders: Folders, folder: string): void {
  folders.get(folder)?.close()
  folders.delete(folder)
}

/** The folders above `file` that are not there yet: their making is a change, too. */
function missingFolders(file: string): string[] {
  const folder = dirname(file)
  return existsSync(folder) ? [] : [folder, ...missingFolders(folder)]
}

function existingFolder(folder: string): string {
  return existsSync(folder) ? folder : existingFolder(dirname(folder))
}
