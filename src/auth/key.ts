/** A bare key in a header, a query parameter, a cookie or the path, with or without a scheme word before it. */
import { keyName } from '../model/credentials.ts'
import type { KeySecurity } from '../model/security.ts'
import { afterWord, cookie, header, named, quoted, type Places, type Scheme, type Shown } from './scheme.ts'

export const key: Scheme<KeySecurity> = {
  reader(security) {
    const [find, part, { prefix }] = [finder(security), keyName(security), security]
    return (request, places) => {
      const value = find(request, places)
      const secret = prefix === undefined ? value : afterWord(value, prefix)
      return secret === undefined ? undefined : { [part]: secret }
    }
  },
  challenge({ in: place, name, prefix }, realm) {
    return `${prefix ?? 'Key'} realm=${quoted(realm)}, in="${place}", name=${quoted(name)}`
  },
}

function finder({ in: place, name }: KeySecurity): (request: Shown, places: Places) => string | undefined {
  switch (place) {
    case 'header':
      return header(name)
    case 'query':
      return named(name)
    case 'cookie':
      return cookie(name)
    case 'path':
      return (_request, places) => places()[name] || undefined
  }
}
