/** User name and password (RFC 7617). Of `curl -u KEY:` one side is blank. */
import type { BasicSecurity } from '../model/security.ts'
import { afterWord, header, quoted, type Parts, type Scheme } from './scheme.ts'

const authorization = header('authorization')

export const basic: Scheme<BasicSecurity> = {
  reader: () => (request) => {
    const encoded = afterWord(authorization(request), 'Basic')
    return encoded === undefined ? undefined : sidesOf(Buffer.from(encoded, 'base64').toString())
  },
  challenge: (_, realm) => `Basic realm=${quoted(realm)}, charset="UTF-8"`,
}

function sidesOf(pair: string): Parts | undefined {
  const colon = pair.indexOf(':')
  if (colon < 0 || pair.length === 1) return undefined
  const [username, password] = [pair.slice(0, colon), pair.slice(colon + 1)]
  return { username, password }
}
