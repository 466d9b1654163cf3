/** The other way round: how a caller puts the values of a requirement into a request. Runs in browsers too. */
import { keyName, partsOf } from '../model/credentials.ts'
import { afterPrefix, type Requirement, type Security } from '../model/security.ts'
import type { Parts } from './scheme.ts'

/** `path` is by name of the placeholder; values are plain, nothing is escaped yet. */
export type Presented = {
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly path: Readonly<Record<string, string>>
}

const NONE: Presented = { headers: {}, query: {}, path: {} }

/** What a request has to carry. A value that is missing counts as empty; a signature needs the whole request, so it is left out. */
export function present(requirement: Requirement, parts: Parts): Presented {
  return requirement
    .map((one) => shown(one, parts))
    .reduce((all, one) => {
      const [mine, its] = [all.headers['Cookie'], one.headers['Cookie']]
      const headers = { ...all.headers, ...one.headers, ...(mine && its ? { Cookie: `${mine}; ${its}` } : {}) }
      return { headers, query: { ...all.query, ...one.query }, path: { ...all.path, ...one.path } }
    }, NONE)
}

function shown(one: Security, parts: Parts): Presented {
  switch (one.kind) {
    case 'key': {
      const value = afterPrefix(one, parts[keyName(one)] ?? '')
      if (one.in === 'cookie') return { ...NONE, headers: { Cookie: `${one.name}=${value}` } }
      return { ...NONE, [PLACES[one.in]]: { [one.name]: value } }
    }
    case 'bearer':
    case 'oauth2':
      return authorization(`Bearer ${parts['token'] ?? ''}`)
    case 'basic':
      return authorization(`Basic ${base64(`${parts['username'] ?? ''}:${parts['password'] ?? ''}`)}`)
    case 'composite': {
      const names = partsOf([one]).map(({ name }) => name)
      const values = one.parts.map(({ word }, at) => `${word} ${parts[names[at] ?? ''] ?? ''}`)
      return { ...NONE, headers: { [one.name]: values.join(', ') } }
    }
    case 'signature':
      return NONE
  }
}

const PLACES = { header: 'headers', query: 'query', path: 'path' } as const

function authorization(value: string): Presented {
  return { ...NONE, headers: { Authorization: value } }
}

/** Base64 of the UTF-8 bytes; `btoa` alone takes Latin-1 only. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
