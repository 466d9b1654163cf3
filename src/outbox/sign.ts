/** Signatures by which a receiver knows that a webhook is real. */
import { createHmac } from 'node:crypto'
import type { Entry, WebhookLetter } from './entry.ts'

/** The headers that carry the signature: the page's own, else those of Standard Webhooks. */
export function signed({ id }: Entry, letter: WebhookLetter, seconds: number): Readonly<Record<string, string>> {
  const { secret, signature, body } = letter
  const known = { 'webhook-id': id, 'webhook-timestamp': String(seconds) }
  if (secret === undefined) return known
  if (signature === undefined) {
    const value = createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')
    return { ...known, 'webhook-signature': `v1,${value}` }
  }
  const value = createHmac(signature.algorithm, secret).update(body).digest(signature.encoding)
  return { ...known, [signature.header.toLowerCase()]: `${signature.prefix}${value}` }
}

/** Secrets of Standard Webhooks are base64 after `whsec_`. */
function keyOf(secret: string): string | Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
}
