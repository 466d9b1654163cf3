/** User name and password (RFC 7617). A key that stands alone, as in `curl -u KEY:`, is the secret itself. */
import type { BasicSecurity } from '../model/contract.ts'
import { afterWord, header, quoted, type Scheme } from './scheme.ts'

export const basic: Scheme<BasicSecurity> = {
  shown(_, request) {
    const encoded = afterWord(header(request, 'authorization'), 'Basic')
    return encoded === undefined ? undefined : secretOf(Buffer.from(encoded, 'base64').toString())
  },
  challenge: (_, realm) => `Basic realm=${quoted(realm)}, charset="UTF-8"`,
}

/** `key:` and `:key` → key; `user:password` stays whole, because both together are what lets the caller in. */
function secretOf(pair: string): string | undefined {
  const colon = pair.indexOf(':')
  if (colon < 0) return undefined
  const [user, password] = [pair.slice(0, colon), pair.slice(colon + 1)]
  return user !== '' && password !== '' ? pair : user || password || undefined
}
