/** The values that a request shows, by the name of the part of a credential. */
import type { Security } from '../model/contract.ts'
import { words } from '../model/names.ts'
import { basicPair } from './basic.ts'
import { bearer } from './bearer.ts'
import { key } from './key.ts'
import type { Shown } from './scheme.ts'

export type Parts = Readonly<Record<string, string>>

/** What all schemes together find in a request. Names are lower-case words with underscores. */
export function partsShown(security: readonly Security[], request: Shown): Parts {
  return Object.assign(Object.create(null), ...security.map((one) => partsOf(one, request))) as Parts
}

function partsOf(one: Security, request: Shown): Parts {
  switch (one.kind) {
    case 'key':
      return named(keyName(one.name, one.prefix), key.shown(one, request))
    case 'bearer':
      return named('token', bearer.shown(one, request))
    case 'basic':
      return basicPair(request) ?? {}
  }
}

function named(name: string, value: string | undefined): Parts {
  return value === undefined ? {} : { [name]: value }
}

/** `X-Api-Key` → api_key; what stands in `Authorization` is called after its scheme word, or just key. */
function keyName(name: string, prefix: string | undefined): string {
  const said = /^authorization$/i.test(name) ? (prefix ?? '') : name.replace(/^x[-_]/i, '')
  return words(said).join('_') || 'key'
}
