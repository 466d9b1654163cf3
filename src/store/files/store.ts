/** Where the contents of files live, beside the records that name them. */
import type { Readable } from 'node:stream'

/** What is said of a file. Both come from callers, so a name is never a path. */
export type About = { readonly name: string; readonly type: string }

/** A file that is kept. `kept` is a time, as ISO 8601 in UTC; `hash` that of its content. */
export type KeptFile = About & {
  readonly id: string
  /** In bytes. */
  readonly size: number
  readonly hash: string
  readonly kept: string
}

/** First and last byte. */
export type Range = { readonly start: number; readonly end: number }

export type FileStore = {
  /** Takes in bytes as they come; nobody sees them before they are kept. Rejects with Unavailable where there is no room. */
  readonly take: (bytes: AsyncIterable<Uint8Array>) => Promise<Draft>
  readonly find: (id: string) => Promise<KeptFile | undefined>
  readonly read: (id: string, range?: Range) => Readable
  /** False if there was no such file. */
  readonly remove: (id: string) => Promise<boolean>
  /** All that are kept, in no order. */
  readonly all: () => AsyncGenerator<KeptFile>
  /** Puts a file back as it was, under its id. Rejects where the content is another one, or the id none. */
  readonly restore: (file: KeptFile, bytes: AsyncIterable<Uint8Array>) => Promise<void>
  /** Takes all files away. */
  readonly reset: () => Promise<void>
}

/** Bytes that were taken in. Whoever took them keeps or discards them. */
export type Draft = {
  readonly size: number
  /** SHA-256, base64url. */
  readonly hash: string
  readonly read: () => Readable
  /** Resolves to the id of the file when it is on disk; the second time to the same one. */
  readonly keep: (about: About) => Promise<string>
  /** What was kept stays. */
  readonly discard: () => Promise<void>
}
