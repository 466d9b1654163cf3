/** Secrets: made at random, shown once, kept as a hash. */
import { hash, randomBytes } from 'node:crypto'

const ALPHABET = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A new secret of 32 characters (187 bits) that can be read aloud and needs no escaping anywhere. */
export function newSecret(): string {
  let secret = ''
  while (secret.length < 32) secret += letters(randomBytes(32))
  return secret.slice(0, 32)
}

/** Bytes beyond the last whole alphabet are thrown away, so that each letter is as likely as any other. */
function letters(bytes: Uint8Array): string {
  const fair = 256 - (256 % ALPHABET.length)
  return [...bytes]
    .filter((byte) => byte < fair)
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join('')
}

/**
 * What is kept of a secret. Callers are found by this hash, never by the secret: how long a look-up takes then says
 * nothing about the secrets that exist. Secrets are random and long, so a slow hash would add nothing.
 */
export function secretHash(secret: string): string {
  return hash('sha256', secret, 'hex')
}

/** The end of a secret, by which its owner can tell it from others. */
export function secretTail(secret: string): string {
  return secret.slice(-4)
}

/** How many secrets that were shown of late are remembered with their hashes, how long they may be, and for how many milliseconds. */
const [SHOWN, LONGEST, A_WHILE] = [1000, 200, 1000]

/**
 * `secretHash` for what callers show, who show the same again and again. No secret stays longer than a second. How long a
 * look-up takes says nothing here either: texts are found by a hash that V8 makes with a key of its own process.
 */
export const shownHash: (secret: string) => string = forAWhile(secretHash)

function forAWhile(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size === 0) setTimeout(() => known.clear(), A_WHILE).unref()
    const made = make(text)
    if (known.size < SHOWN && text.length <= LONGEST) known.set(text, made)
    return made
  }
}
