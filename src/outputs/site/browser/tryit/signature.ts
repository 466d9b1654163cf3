/** Keyed hashes of a request (HMAC), made by the browser's own cryptography. */
import type { Ingredient, SignatureSecurity } from '../../../../model/security.ts'
import type { HttpRequest } from './request.ts'
import { headerOf } from './request.ts'

type Signature = Omit<SignatureSecurity, 'span'>

const HASHES = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const

/** Whether the browser can make it: MD5 it does not know, and without a secure address it has no cryptography. */
export function canSign({ algorithm, signs }: Signature): boolean {
  return algorithm !== 'md5' && signs !== undefined && 'subtle' in crypto
}

/** The signature of a request; undefined where it cannot be made. */
export async function sign(signature: Signature, secret: string, request: HttpRequest): Promise<string | undefined> {
  const { algorithm, encoding, signs } = signature
  if (algorithm === 'md5' || signs === undefined || !canSign(signature)) return undefined
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
  const way = { name: 'HMAC', hash: HASHES[algorithm] }
  const key = await crypto.subtle.importKey('raw', bytes(secret), way, false, ['sign'])
  const text = signs.map((one) => ingredient(one, request)).join('')
  const made = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)))
  return encoding === 'base64' ? btoa(String.fromCharCode(...made)) : hex(made)
}

function ingredient(one: Ingredient, request: HttpRequest): string {
  const { origin, pathname, search } = new URL(request.url)
  switch (one) {
    case 'method':
      return request.method
    case 'path':
      return pathname
    case 'query':
      return search.slice(1)
    case 'target':
      return pathname + search
    case 'address':
      return origin + pathname + search
    case 'body':
      return request.body?.kind === 'text' ? request.body.text : ''
    default:
      return 'text' in one ? one.text : (headerOf(request, one.header) ?? '')
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
