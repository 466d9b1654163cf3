/** Credential schemes: how a caller shows a secret, as pure functions over what the page says. */
import type { Security } from '../model/security.ts'

/** The part of a request that can carry a credential. Header names are lower-case; a repeated one is a list. */
export type Shown = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly query: Readonly<Record<string, unknown>>
}

/** What stands in the placeholders of the path, for those who ask. */
export type Places = () => Readonly<Record<string, string>>

/** What a request shows, by the names of `partsOf` (model/credentials.ts): `{ api_key: 'abc', api_secret: 'def' }`. */
export type Parts = Readonly<Record<string, string>>

/** Finds the parts of one scheme in a request; undefined if it does not show all of them. */
export type Reader = (request: Shown, places: Places) => Parts | undefined

export type Scheme<S extends Security> = {
  /** Made once for each scheme of a page, because it runs with each request. */
  readonly reader: (security: S) => Reader
  /** The value of `WWW-Authenticate` that asks for it. */
  readonly challenge: (security: S, realm: string) => string
}

type Find = (request: Shown) => string | undefined

/** Finds a header that came once; `_` and `-` in its name are the same, because proxies make one of the other. */
export function header(name: string): Find {
  const lower = name.toLowerCase()
  const other = lower.includes('_') ? lower.replaceAll('_', '-') : lower.replaceAll('-', '_')
  return ({ headers }) => text(headers[lower]) ?? (other === lower ? undefined : text(headers[other]))
}

/** Finds a query parameter that came once; `api-key` for `api_key` is let pass too. */
export function named(name: string): Find {
  const other = name.includes('_') ? name.replaceAll('_', '-') : name.replaceAll('-', '_')
  return ({ query }) => text(query[name]) ?? (other === name ? undefined : text(query[other]))
}

/** Finds a cookie (RFC 6265) that came once. */
export function cookie(name: string): Find {
  return ({ headers }) => {
    const pairs = text(headers['cookie'])?.split('; ') ?? []
    const found = pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1))
    return found.length === 1 ? text(found[0]) : undefined
  }
}

/** A text that is one and not empty. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What follows the scheme word of a header (`Bearer abc` → abc), the word in any case; undefined if nothing does. */
export function afterWord(value: string | undefined, word: string): string | undefined {
  if (value?.[word.length] !== ' ' || value.slice(0, word.length).toLowerCase() !== word.toLowerCase()) return undefined
  return value.slice(word.length).trim() || undefined
}

/** A text as a quoted string of a header. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
