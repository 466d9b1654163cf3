/** Answers with a file: one that was kept, or whatever a stream gives. */
import { Readable } from 'node:stream'
import type { FileStore, KeptFile } from '../store/index.ts'
import { Failure } from './fail.ts'

/** How a file is answered. A browser saves it under its name where `download` says so, and shows it else if that is safe. */
export type FileOptions = {
  /** By default that under which it was sent. */
  readonly name?: string
  readonly type?: string
  readonly download?: boolean
  /** 200 by default. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Bytes from elsewhere. `size` in bytes, where it is known; `etag` names the content, with its quotes. */
export type Streamed = FileOptions & {
  readonly stream: Readable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>
  readonly size?: number
  readonly etag?: string
}

/** An answer that is read while it is sent. */
export class FileAnswer {
  readonly from: string | Streamed
  readonly options: FileOptions

  constructor(from: string | Streamed, options: FileOptions) {
    this.from = from
    this.options = options
  }
}

/**
 * Answers with a file: `file(id)` with one that `keep()` kept, or 404 where there is none; `file({ stream })` with bytes
 * from elsewhere, no faster than the caller reads them.
 */
export function file(from: string | Streamed, options: FileOptions = {}): FileAnswer {
  return new FileAnswer(from, typeof from === 'string' ? options : { ...from, ...options })
}

/** What is sent: parts of it can be asked for where `open` takes a range. */
export type Content = {
  readonly status: number
  readonly type: string
  readonly name: string
  readonly download: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly size: number | undefined
  readonly etag: string | undefined
  readonly modified: Date | undefined
  readonly ranges: boolean
  readonly open: (range?: { readonly start: number; readonly end: number }) => Readable
}

/** Rejects with a Failure (404) where there is no such file. */
export async function contentOf({ from, options }: FileAnswer, store: FileStore | undefined): Promise<Content> {
  if (typeof from !== 'string') return streamed(from, options)
  const kept = await store?.find(from)
  if (store === undefined || kept === undefined) throw new Failure(404)
  return { ...common(options, kept), ...keptPart(kept), open: (range) => store.read(kept.id, range) }
}

function keptPart(kept: KeptFile): Pick<Content, 'size' | 'etag' | 'modified' | 'ranges'> {
  return { size: kept.size, etag: `"${kept.hash}"`, modified: new Date(kept.kept), ranges: true }
}

function streamed(from: Streamed, options: FileOptions): Content {
  const { stream, size, etag } = from
  // Readable takes the streams of the web too.
  const readable = stream instanceof Readable ? stream : Readable.from(stream as AsyncIterable<Uint8Array>)
  // A stream that breaks before anybody reads it must not end the process.
  readable.on('error', () => undefined)
  return { ...common(options), size, etag, modified: undefined, ranges: false, open: () => readable }
}

type Common = Pick<Content, 'status' | 'type' | 'name' | 'download' | 'headers'>

function common(options: FileOptions, kept?: KeptFile): Common {
  const {
    status = 200,
    headers = {},
    name = kept?.name ?? '',
    type = kept?.type ?? 'application/octet-stream',
  } = options
  return { status, headers, name, type, download: options.download ?? !isSafe(type) }
}

/** What a browser shows without running anything that came with it. */
function isSafe(type: string): boolean {
  return /^(?:image\/(?!svg)|audio\/|video\/|text\/(?:plain|csv)\b|application\/(?:pdf|json)\b)/i.test(type)
}
