/**
 * What a connector of the documents hub does. It is handed paths that `hubs/path.ts` has cleaned: from `/`, which is the root
 * of the element, without `.`, `..`, empty names or a slash at the end. Every function rejects with a Refusal.
 */
import type { Readable } from 'node:stream'

export type Documents = {
  /** Resolves if the service is there and lets us in. */
  readonly ping: () => Promise<void>
  /** What is at a path; undefined if nothing is. */
  readonly stat: (path: string) => Promise<Item | undefined>
  /** What a folder holds, in any order; not what its folders hold. */
  readonly list: (path: string) => Promise<Item[]>
  /** The bytes of a file. The stream is open: what can go wrong at once has. */
  readonly read: (path: string) => Promise<Readable>
  /** Puts a file into a folder that is there. A stream that breaks off leaves what was there before. */
  readonly write: (path: string, content: Readable, options: Writing) => Promise<void>
  /** Files and whole folders; the folder that it goes into is there. */
  readonly copy: (from: string, to: string, options: Replacing) => Promise<void>
  readonly move: (from: string, to: string, options: Replacing) => Promise<void>
  readonly makeFolder: (path: string) => Promise<void>
  /** A file, or a folder with all that it holds. */
  readonly remove: (path: string) => Promise<void>
  /** How much there is room for, in bytes; undefined where the service does not tell. */
  readonly storage: () => Promise<Storage>
  /** An address of the service's own for a file, good for so many seconds: to save it, or to look at it. */
  readonly link?: (path: string, seconds: number, way: 'save' | 'view') => Promise<string>
  /** What the service has kept of a file, the newest first; undefined where it keeps nothing but the file. */
  readonly revisions?: (path: string) => Promise<Revision[] | undefined>
}

export type Item = {
  readonly path: string
  readonly directory: boolean
  /** In bytes; 0 for folders. */
  readonly size: number
  readonly created: Date | undefined
  readonly modified: Date | undefined
  /** What else the service tells, in its own words; of `stat` only. */
  readonly raw?: Readonly<Record<string, string | number>>
}

/** Without `replace`, something that is there already is a Refusal (`taken`). */
export type Replacing = { readonly replace: boolean }
/** `size` in bytes, where it is known before. */
export type Writing = Replacing & { readonly size?: number | undefined }

/** `size` in bytes. */
export type Revision = { readonly id: string; readonly size: number; readonly modified: Date | undefined }

export type Storage = { readonly used: number | undefined; readonly total: number | undefined }

/** The last name of a path; empty for the root. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder that holds a path. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

/** The path of a name in a folder. */
export function within(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`
}
