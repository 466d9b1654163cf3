/**
 * What is kept of a project's secret: enough to sign its webhooks, not enough to call with. HMAC-SHA256 begins with a
 * block that is the secret and nothing else; where SHA-256 stands after that block is kept, and the secret is not.
 */
import { hash } from 'node:crypto'

/** A secret as it is kept: both states of SHA-256 in hexadecimal. */
export function signerOf(secret: string): string {
  const bytes = Buffer.from(secret)
  const key = Buffer.alloc(BLOCK)
  key.set(bytes.length > BLOCK ? hash('sha256', bytes, 'buffer') : bytes)
  return [0x36, 0x5c].map((pad) => hex(step(START, Buffer.from(key.map((byte) => byte ^ pad))))).join('')
}

/** The HMAC-SHA256 of a message in Base64, as if it were made with the secret. */
export function sign(signer: string, message: string): string {
  const states = Buffer.from(signer, 'hex')
  const inner = finish(states.subarray(0, 32), Buffer.from(message))
  return finish(states.subarray(32), inner).toString('base64')
}

const BLOCK = 64
const PRIMES = Array.from({ length: 310 }, (_, n) => n + 2).filter((n, _, all) => all.every((m) => m >= n || n % m))
/** The first 32 bits after the point. */
const bits = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32)
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => bits(Math.sqrt(prime)))
const ROUNDS = Uint32Array.from(PRIMES.slice(0, 64), (prime) => bits(Math.cbrt(prime)))

/** The hash of what a state has seen, which is one block, and of the rest of the message. */
function finish(state: Buffer, rest: Buffer): Buffer {
  const length = Math.ceil((rest.length + 9) / BLOCK) * BLOCK
  const padded = Buffer.alloc(length)
  padded.set(rest)
  padded[rest.length] = 0x80
  padded.writeBigUInt64BE(BigInt(BLOCK + rest.length) * 8n, length - 8)
  let now = Uint32Array.from({ length: 8 }, (_, n) => state.readUInt32BE(n * 4))
  for (let at = 0; at < length; at += BLOCK) now = step(now, padded.subarray(at, at + BLOCK))
  return Buffer.from(hex(now), 'hex')
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** SHA-256 over one block (FIPS 180-4, 6.2.2). */
function step(state: Uint32Array<ArrayBuffer>, block: Buffer): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(64)
  for (let n = 0; n < 16; n++) words[n] = block.readUInt32BE(n * 4)
  for (let n = 16; n < 64; n++) {
    const [near, far] = [words[n - 2]!, words[n - 15]!]
    const mixed =
      (turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)) + (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10))
    words[n] = words[n - 16]! + words[n - 7]! + mixed
  }
  let [a, b, c, d, e, f, g, h] = [...state] as [number, number, number, number, number, number, number, number]
  for (let n = 0; n < 64; n++) {
    const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[n]! + words[n]!
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  return state.map((word, n) => word + [a, b, c, d, e, f, g, h][n]!)
}

function hex(state: Uint32Array): string {
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}
