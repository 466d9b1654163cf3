/** A bare key in a header, a query parameter, a cookie or the path, with or without a scheme word before it. */
import { keyName } from '../model/credentials.ts'
import type { KeySecurity } from '../model/security.ts'
import { afterWord, cookie, header, named, quoted, type Places, type Scheme, type Shown } from './scheme.ts'

export const key: Scheme<KeySecurity> = {
  reader(security) {
    const [find, part, { prefix }] = [finder(security), keyName(security), security]
    return (request, places) => {
      const value = find(request, places)
      const secret = prefix === undefined ? value : withoutPrefix(value, prefix)
      return secret === undefined ? undefined : { [part]: secret }
    }
  },
  challenge({ in: place, name, prefix }, realm) {
    return `${prefix?.split(' ', 1)[0] ?? 'Key'} realm=${quoted(realm)}, in="${place}", name=${quoted(name)}`
  },
}

/** `Token abc` → abc; `Token token="abc"` → abc, with or without the quotes. */
function withoutPrefix(value: string | undefined, prefix: string): string | undefined {
  if (!prefix.endsWith('=')) return afterWord(value, prefix)
  const [word = '', name = ''] = prefix.split(' ')
  const named = afterWord(value, word)
  if (named?.startsWith(name) !== true) return undefined
  return named.slice(name.length).replaceAll(/^"|"$/g, '') || undefined
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
