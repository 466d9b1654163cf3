/** The table of credential schemes: one for each kind that a contract can name. */
import type { Requirement, Security } from '../model/security.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { composite } from './composite.ts'
import { key } from './key.ts'
import type { Reader, Scheme } from './scheme.ts'
import { signature } from './signature.ts'

export const SCHEMES: { readonly [K in Security['kind']]: Scheme<Extract<Security, { readonly kind: K }>> } = {
  key,
  bearer,
  basic,
  composite,
  oauth2: bearer,
  signature,
}

/** Makes the function that finds what a request shows for a requirement: all of its parts, or undefined. */
export function reader(requirement: Requirement): Reader {
  const [first, ...others] = requirement.map(schemeReader)
  if (first === undefined) return () => undefined
  return (request, places) => {
    let parts = first(request, places)
    for (const next of others) {
      const more = parts && next(request, places)
      parts = more && { ...parts, ...more }
    }
    return parts
  }
}

/** Makes the function that finds the parts of one scheme. */
export function schemeReader(security: Security): Reader {
  switch (security.kind) {
    case 'key':
      return SCHEMES.key.reader(security)
    case 'bearer':
      return SCHEMES.bearer.reader(security)
    case 'basic':
      return SCHEMES.basic.reader(security)
    case 'composite':
      return SCHEMES.composite.reader(security)
    case 'oauth2':
      return SCHEMES.oauth2.reader(security)
    case 'signature':
      return SCHEMES.signature.reader(security)
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
    case 'composite':
      return SCHEMES.composite.challenge(security, realm)
    case 'oauth2':
      return SCHEMES.oauth2.challenge(security, realm)
    case 'signature':
      return SCHEMES.signature.challenge(security, realm)
  }
}
