/** A bare key in a header or query parameter, with or without a scheme word before it. */
import type { KeySecurity } from '../model/contract.ts'
import { afterWord, header, quoted, type Scheme } from './scheme.ts'

export const key: Scheme<KeySecurity> = {
  shown({ in: place, name, prefix }, request) {
    if (place === 'query') return text(request.query[name])
    const value = header(request, name.toLowerCase())
    return prefix === undefined ? value : afterWord(value, prefix)
  },
  challenge({ in: place, name, prefix }, realm) {
    return `${prefix ?? 'Key'} realm=${quoted(realm)}, in="${place}", name=${quoted(name)}`
  },
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
