/**
 * How the repetition of a request is known, and how what was answered is kept from everybody else: by its `Idempotency-Key` and by
 * what was sent. The store has a hash of the one and no way to the other, so whoever reads it reads no token that was handed out.
 */
import { createCipheriv, createDecipheriv, createHmac, hash, randomBytes } from 'node:crypto'

export type Repetition = {
  /** What things are kept under. */
  readonly key: string
  /** Another one for another request under the same key. */
  readonly fingerprint: string
  /** Only the same request opens what it has sealed. */
  readonly seal: (text: string) => string
  /** Throws for what another request has sealed. */
  readonly unseal: (sealed: string) => string
}

/** `whose` has the caller, the operation and the key; `request` what it stands for: address and body. */
export function repetition(whose: readonly string[], request: readonly unknown[]): Repetition {
  const [secret, sent] = [JSON.stringify(whose), JSON.stringify(request)]
  const made = (purpose: string): Buffer => createHmac('sha256', secret).update(`${purpose} ${sent}`).digest()
  return {
    key: hash('sha256', `key ${secret}`, 'base64url'),
    fingerprint: made('fingerprint').toString('base64url'),
    seal: (text) => seal(text, made('seal')),
    unseal: (sealed) => unseal(sealed, made('seal')),
  }
}

/** AES-256-GCM: what makes each text another one, what proves it, and the text itself. */
const [CIPHER, NONCE, TAG] = ['aes-256-gcm', 12, 16] as const

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, key, nonce)
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64')
}

function unseal(sealed: string, key: Buffer): string {
  const bytes = Buffer.from(sealed, 'base64')
  const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8')
}
