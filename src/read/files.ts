/** Where the reader gets text from. A reader never learns where the files lie, and never leaves their root. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'

/** Gives a file's text by its path relative to the page's source root, or undefined. Never reads outside the root. */
export type Files = {
  readonly read: (path: string) => string | undefined
  /** Whether a file of any kind is at this path. */
  readonly has?: (path: string) => boolean
  /** True where something is at this path but outside the root, by `..` or through a symbolic link. */
  readonly outside?: (path: string) => boolean
  /** `config.rb`, or a YAML or JSON file of `data/`, beside a root that is called `source`: they belong to its page. */
  readonly beside?: (path: string) => string | undefined
}

/** Files above this size are no pages; they are not read. Neither are pipes and devices, which may never end. */
const LARGEST = 64 * 1024 * 1024

/** The files below a folder of the disk. Paths and symbolic links that lead out of it are refused. */
export function filesIn(root: string): Required<Files> {
  const base = real(root) ?? root
  return {
    read: (path) => {
      const target = real(join(base, path))
      return target === undefined || !within(base, target) ? undefined : text(target)
    },
    has: (path) => {
      const target = real(join(base, path))
      return target !== undefined && within(base, target) && isFile(target)
    },
    outside: (path) => {
      if (!within(base, join(base, path))) return true
      const target = real(join(base, path))
      return target !== undefined && !within(base, target)
    },
    beside: (path) => (basename(base) === 'source' ? besideIn(dirname(base), path) : undefined),
  }
}

/** The same files, each looked for once: a page that names one file a thousand times has it read once. */
export function once(files: Files): Files {
  const { has, outside, beside } = files
  return {
    read: remembered((path) => files.read(path)),
    ...(has && { has: remembered((path) => has(path)) }),
    ...(outside && { outside: remembered((path) => outside(path)) }),
    ...(beside && { beside }),
  }
}

function remembered<Value>(make: (path: string) => Value): (path: string) => Value {
  const made = new Map<string, { readonly value: Value }>()
  return (path) => {
    const known = made.get(path) ?? { value: make(path) }
    made.set(path, known)
    return known.value
  }
}

/** Neither `..` nor a symbolic link leads to another place than the one named. */
function besideIn(home: string, path: string): string | undefined {
  if (!/^(?:config\.rb|data\/[\w-]+\.(?:ya?ml|json))$/.test(path)) return undefined
  const place = join(home, path)
  return real(place) === place ? text(place) : undefined
}

function within(base: string, target: string): boolean {
  const path = relative(base, target)
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

function real(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function text(path: string): string | undefined {
  try {
    const found = statSync(path)
    return !found.isFile() || found.size > LARGEST ? undefined : readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
