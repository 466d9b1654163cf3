/** A token after `Bearer` (RFC 6750); whether OAuth gave it out makes no difference on the wire. */
import type { BearerSecurity, OAuthSecurity } from '../model/security.ts'
import { afterWord, header, quoted, type Scheme } from './scheme.ts'

const authorization = header('authorization')

export const bearer: Scheme<BearerSecurity | OAuthSecurity> = {
  reader: () => (request) => {
    const token = afterWord(authorization(request), 'Bearer')
    return token === undefined ? undefined : { token }
  },
  challenge(security, realm) {
    const scopes = security.kind === 'oauth2' ? security.scopes.map(({ name }) => name) : []
    return `Bearer realm=${quoted(realm)}${scopes.length > 0 ? `, scope=${quoted(scopes.join(' '))}` : ''}`
  },
}
