/** Keyed hashes of requests (HMAC, RFC 2104), made from what a page says is signed. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Ingredient, SignatureSecurity } from '../model/security.ts'
import type { Shown } from './scheme.ts'

/** A request as it was sent. `url` is path and query, `origin` what a whole address has before it. */
export type Sent = Pick<Shown, 'headers'> & {
  readonly method: string
  readonly url: string
  readonly origin: string
}

type Signature = Omit<SignatureSecurity, 'span' | 'examples'>

/** The signature of a request; undefined where the page does not say what is signed. */
export function sign(signature: Signature, secret: string, sent: Sent, body: Uint8Array): string | undefined {
  const { algorithm, encoding, signs } = signature
  if (signs === undefined) return undefined
  const made = createHmac(algorithm, secret)
  for (const one of signs) made.update(one === 'body' ? body : ingredient(one, signature, sent))
  return made.digest(encoding)
}

/** Whether a signature is the one that was shown, in a time that tells nothing of how far they agree. */
export function sameSignature(signature: Signature, made: string | undefined, shown: string): boolean {
  if (made === undefined) return false
  // A word before it names the algorithm: `sha256=0a1b…`.
  const bare = shown.replace(/^(?:hmac[-_]?)?(?:md5|sha\d+)=/i, '')
  const plain = signature.encoding === 'hex' ? bare.toLowerCase() : bare
  return timingSafeEqual(digest(made), digest(plain))
}

/** Two texts of one length, whatever their own is. */
function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

function ingredient(one: Exclude<Ingredient, 'body'>, signature: Signature, sent: Sent): string {
  const [path = '', query = ''] = sent.url.split(/\?(.*)/s, 2)
  switch (one) {
    case 'method':
      return sent.method
    case 'path':
      return path
    case 'query':
      return signature.in === 'query' ? without(query, signature.name) : query
    case 'target':
      return sent.url
    case 'address':
      return sent.origin + sent.url
    default:
      return 'text' in one ? one.text : String(sent.headers[one.header.toLowerCase()] ?? '')
  }
}

/** A signature in the query cannot sign itself. */
function without(query: string, name: string): string {
  return query
    .split('&')
    .filter((pair) => pair.split('=', 1)[0] !== name)
    .join('&')
}

/**
 * The secret that belongs to what a caller shows of itself. It is made from the server's own key each time it is needed,
 * so that none is kept; 64 hexadecimal digits.
 */
export function signingSecret(key: string, shown: string): string {
  return createHmac('sha256', key).update(`signs for ${shown}`).digest('hex')
}
