/** Credential schemes: how a caller shows a secret, as pure functions over what the page says. */
import type { Security } from '../model/contract.ts'

/** The part of a request that can carry a credential. Header names are lower-case; a repeated one is a list. */
export type Shown = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly query: Readonly<Record<string, unknown>>
}

export type Scheme<S extends Security> = {
  /** The secret that the request shows under this scheme; undefined if it shows none. */
  readonly shown: (security: S, request: Shown) => string | undefined
  /** The value of `WWW-Authenticate` that asks for it. */
  readonly challenge: (security: S, realm: string) => string
}

/** A header that came once; undefined if it is absent, empty or repeated. */
export function header(request: Shown, name: string): string | undefined {
  const value = request.headers[name]
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
