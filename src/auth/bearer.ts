/** A token after `Bearer` (RFC 6750). */
import type { BearerSecurity } from '../model/contract.ts'
import { afterWord, header, quoted, type Scheme } from './scheme.ts'

export const bearer: Scheme<BearerSecurity> = {
  shown: (_, request) => afterWord(header(request, 'authorization'), 'Bearer'),
  challenge: (_, realm) => `Bearer realm=${quoted(realm)}`,
}
