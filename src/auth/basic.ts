/** User name and password (RFC 7617). A key that stands alone, as in `curl -u KEY:`, is the secret itself. */
import type { BasicSecurity } from '../model/contract.ts'
import { afterWord, header, quoted, type Scheme, type Shown } from './scheme.ts'

export const basic: Scheme<BasicSecurity> = {
  shown(_, request) {
    const pair = basicPair(request)
    return pair === undefined ? undefined : secretOf(pair)
  },
  challenge: (_, realm) => `Basic realm=${quoted(realm)}, charset="UTF-8"`,
}

export type Pair = { readonly username: string; readonly password: string }

/** Both halves, either perhaps blank. */
export function basicPair(request: Shown): Pair | undefined {
  const encoded = afterWord(header(request, 'authorization'), 'Basic')
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()
  const colon = pair.indexOf(':')
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) }
}

/** `key:` and `:key` → key; `user:password` stays whole, because both together are what lets the caller in. */
function secretOf({ username, password }: Pair): string | undefined {
  return username !== '' && password !== '' ? `${username}:${password}` : username || password || undefined
}
