/** Passwords and session keys: kept as what they cannot be read back from. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const LENGTH = 32

/** Salt and key, in hexadecimal. */
export async function protectedPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${(await keyOf(password, salt)).toString('hex')}`
}

/** Where nobody has the name, as much work is done, so that nobody learns from the time that it takes. */
export async function matches(password: string, kept: string | undefined): Promise<boolean> {
  const [salt = '', key = ''] = (kept ?? `${'00'.repeat(16)}:${'00'.repeat(LENGTH)}`).split(':')
  const made = await keyOf(password, Buffer.from(salt, 'hex'))
  return timingSafeEqual(made, Buffer.from(key, 'hex')) && kept !== undefined
}

/** Session keys are long and random, so a plain hash is enough. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

function keyOf(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, failed) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, (error, key) => (error ? failed(error) : done(key))),
  )
}
