/** The door to credential schemes, and the table of them: one for each kind that a contract can name. */
import type { Security } from '../model/contract.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { key } from './key.ts'
import type { Scheme, Shown } from './scheme.ts'

export { partsShown } from './parts.ts'
export type { Parts } from './parts.ts'
export type { Scheme, Shown } from './scheme.ts'
export { newSecret, secretHash, secretTail } from './secret.ts'

export const SCHEMES: { readonly [K in Security['kind']]: Scheme<Extract<Security, { readonly kind: K }>> } = {
  key,
  bearer,
  basic,
}

/** The secret that a request shows under this scheme; undefined if it shows none. */
export function shown(security: Security, request: Shown): string | undefined {
  switch (security.kind) {
    case 'key':
      return SCHEMES.key.shown(security, request)
    case 'bearer':
      return SCHEMES.bearer.shown(security, request)
    case 'basic':
      return SCHEMES.basic.shown(security, request)
  }
}

/** The value of `WWW-Authenticate` that asks for this scheme. */
export function challenge(security: Security, realm: string): string {
  switch (security.kind) {
    case 'key':
      return SCHEMES.key.challenge(security, realm)
    case 'bearer':
      return SCHEMES.bearer.challenge(security, realm)
    case 'basic':
      return SCHEMES.basic.challenge(security, realm)
  }
}
