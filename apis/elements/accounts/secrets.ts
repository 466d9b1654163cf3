/** Secrets that are given out, and secrets that are kept for services. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import { fail, secretHash } from 'kittn'

/** A new secret or token, and what is kept of it. */
export function newSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(24).toString('base64url')
  return { secret, hash: secretHash(secret) }
}

/** An id that says nothing about how many others there are. */
export function newId(): number {
  return randomInt(1000, 2 ** 31 - 1)
}

const CIPHER = 'aes-256-gcm'
const SEALED = 'sealed:'

/**
 * Encrypts a secret of a connection with the operator's key, so that whoever has the data alone cannot use it. `place` says
 * what it belongs to: elsewhere it cannot be opened. Fails with 503 where the operator has set no key.
 */
export function seal(secret: string, place: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv(CIPHER, key(), iv).setAAD(Buffer.from(place))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return SEALED + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
}

/** The secret that was sealed. Throws where the key, the place or a byte is another one. */
export function unseal(sealed: string, place: string): string {
  const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64')
  const decipher = createDecipheriv(CIPHER, key(), bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

function key(): Buffer {
  const own = process.env['ELEMENTS_KEY'] ?? ''
  if (own.length < 32) fail(503, 'This service keeps no secrets yet: ELEMENTS_KEY has to be 32 characters or longer.')
  return Buffer.from(hkdfSync('sha256', own, '', 'secrets of instances', 32))
}
