/** Passwords of people, for APIs that let people log in. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const LENGTH = 32

/** What is kept of a password: salt and scrypt hash, in hexadecimal. */
export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${(await derived(password, salt)).toString('hex')}`
}

/**
 * Whether it is the password of which this was kept. Without anything kept it takes as long and says no, so that nobody learns
 * from the time who is known.
 */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [salt = '', hash = ''] = (kept ?? NOBODY).split(':')
  const made = await derived(password, Buffer.from(salt, 'hex'))
  return timingSafeEqual(made, Buffer.from(hash, 'hex')) && kept !== undefined
}

const NOBODY = `${'00'.repeat(16)}:${'00'.repeat(LENGTH)}`

/** What looks the same is the same, whichever keyboard it was typed on (NIST SP 800-63B, 5.1.1.2). */
function derived(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, failed) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, (error, key) => (error ? failed(error) : done(key))),
  )
}
