/** How much may be uploaded, and how slowly. */
import type { Source } from '../exchange.ts'
import { Failure } from '../fail.ts'

const MIB = 1024 * 1024

/** Where the page says nothing: sizes in bytes. */
export const UPLOAD_LIMITS: {
  readonly file: number
  /** All files of a request together. */
  readonly request: number
  readonly files: number
  /** All texts of a form together. */
  readonly text: number
  readonly texts: number
} = { file: 512 * MIB, request: 1024 * MIB, files: 100, text: MIB, texts: 1000 }

/** Throws a Failure (413). `most` in bytes. */
export function tooLarge(what: string, most: number): Failure {
  return new Failure(413, `${what} is too large: at most ${inWords(most)} may be sent.`, { parameter: what })
}

function inWords(bytes: number): string {
  const units = [
    [1024 ** 3, 'GB'],
    [MIB, 'MB'],
    [1024, 'KB'],
  ] as const
  const [size, unit] = units.find(([one]) => bytes >= one && bytes % one === 0) ?? [1, 'bytes']
  return `${bytes / size} ${unit}`
}

/** Counts all bytes of a request against its limit. */
export function counter(): (bytes: number) => void {
  let sum = 0
  return (bytes) => {
    sum += bytes
    if (sum > UPLOAD_LIMITS.request) throw tooLarge('body', UPLOAD_LIMITS.request)
  }
}

/** Bytes up to a limit; throws a Failure (413) at the first one beyond it. */
export async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  { what, most, count }: { readonly what: string; readonly most: number; readonly count: (bytes: number) => void },
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > most) throw tooLarge(what, most)
    count(chunk.length)
    yield chunk
  }
}

/** How long a caller may be slow before its pace is looked at, in milliseconds, and the least of it in bytes a second. */
const PATIENCE = 30_000
const PACE = 1024

/** Watches a body come in; `tooSlow` is called once for one that only holds a connection. Returns what ends the watch. */
export function watchPace(request: Source, tooSlow: (failure: Failure) => void): () => void {
  const [began, before] = [performance.now(), request.socket.bytesRead]
  const timer = setInterval(() => {
    const seconds = (performance.now() - began) / 1000
    if (request.socket.bytesRead - before >= seconds * PACE) return
    clearInterval(timer)
    tooSlow(new Failure(408, 'The body came too slowly.'))
  }, PATIENCE)
  return () => clearInterval(timer)
}
