/** A keyed hash of the request, as the page says it is made. The secret never travels, so here it is only found. */
import type { SignatureSecurity } from '../model/security.ts'
import { header, named, quoted, type Scheme } from './scheme.ts'

export const signature: Scheme<SignatureSecurity> = {
  reader({ in: place, name }) {
    const find = place === 'header' ? header(name) : named(name)
    return (request) => {
      const shown = find(request)
      return shown === undefined ? undefined : { signature: shown }
    }
  },
  challenge({ in: place, name, algorithm }, realm) {
    return `Signature realm=${quoted(realm)}, in="${place}", name=${quoted(name)}, algorithm="hmac-${algorithm}"`
  },
}
