/** Compression: files once for all, answers as they go. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Encoding } from './accept.ts'

const TO: { readonly [E in Encoding]: (bytes: Buffer, quality: number) => Promise<Buffer> } = {
  br: (bytes, quality) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (bytes, quality) => promisify(gzip)(bytes, { level: Math.min(quality, 9) }),
}

/** Below this many bytes compression costs more than it saves. */
export const WORTH_IT = 1400

const COMPRESSIBLE = /^text\/|json|javascript|xml|svg|font\/ttf/

/** Whether bytes of this kind get smaller. */
export function isCompressible(mediaType: string, length: number): boolean {
  return length >= WORTH_IT && COMPRESSIBLE.test(mediaType)
}

/** Compresses quickly, for answers that are sent once. */
export function compressNow(text: string, encoding: Encoding): Promise<Buffer> {
  return TO[encoding](Buffer.from(text), 4)
}

const kept = new WeakMap<object, Map<Encoding, Promise<Buffer>>>()

/** Compresses well, once for each owner and encoding. */
export function compressOnce(owner: object, body: Buffer, encoding: Encoding): Promise<Buffer> {
  const mine = kept.get(owner) ?? new Map<Encoding, Promise<Buffer>>()
  kept.set(owner, mine)
  const made = mine.get(encoding) ?? TO[encoding](body, 6)
  mine.set(encoding, made)
  return made
}
