/** How callers show who they are, as the page says it. */
import type { Span } from '../finding.ts'

/** What a caller shows, all of it together; never empty. */
export type Requirement = readonly Security[]

/** One credential of a request. `examples` are the values that the page's own samples show. */
export type Security =
  | KeySecurity
  | BearerSecurity
  | BasicSecurity
  | CompositeSecurity
  | OAuthSecurity
  | SignatureSecurity

/**
 * A bare key; `prefix` is what stands before it, if anything: a scheme word (`Token`), with the key's own name in it where
 * it ends in `=` (`Token token=`). In the path, `name` is the placeholder's.
 */
export type KeySecurity = {
  readonly kind: 'key'
  readonly in: 'header' | 'query' | 'path' | 'cookie'
  readonly name: string
  readonly prefix: string | undefined
  readonly examples: readonly string[]
  readonly span: Span
}

/** A key as it stands in its header. */
export function afterPrefix({ prefix }: Pick<KeySecurity, 'prefix'>, key: string): string {
  if (prefix === undefined) return key
  return prefix.endsWith('=') ? prefix + key : `${prefix} ${key}`
}

export type BearerSecurity = { readonly kind: 'bearer'; readonly examples: readonly string[]; readonly span: Span }

/** Examples are `user:password`, or one of the two with nothing on the other side of the colon. */
export type BasicSecurity = { readonly kind: 'basic'; readonly examples: readonly string[]; readonly span: Span }

/** Several secrets in one header, each after its own word: `Authorization: User x, Element y`. */
export type CompositeSecurity = {
  readonly kind: 'composite'
  readonly name: string
  readonly parts: readonly CompositePart[]
  readonly span: Span
}
export type CompositePart = { readonly word: string; readonly examples: readonly string[] }

/** OAuth 2.0 (RFC 6749); on the wire a token after `Bearer`. */
export type OAuthSecurity = {
  readonly kind: 'oauth2'
  readonly flows: readonly Flow[]
  readonly scopes: readonly Scope[]
  readonly examples: readonly string[]
  readonly span: Span
}
/** Addresses as the page shows them; undefined where it does not. */
export type Flow = {
  readonly grant: 'authorizationCode' | 'implicit' | 'password' | 'clientCredentials'
  readonly authorizationUrl: string | undefined
  readonly tokenUrl: string | undefined
}
export type Scope = { readonly name: string; readonly meaning: string }

/** A keyed hash of the request. Which key made it, another credential of the same requirement says. */
export type SignatureSecurity = {
  readonly kind: 'signature'
  readonly in: 'header' | 'query'
  readonly name: string
  readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'
  readonly encoding: 'hex' | 'base64'
  /** What is signed, one after the other; undefined where the page does not say it in a known way. */
  readonly signs: readonly Ingredient[] | undefined
  readonly examples: readonly string[]
  readonly span: Span
}
/**
 * A part of what is signed: of the request itself, the value of one of its headers, or a text that stands between. The
 * `target` is the path with its query; a `query` is without the signature.
 */
export type Ingredient =
  | 'method'
  | 'path'
  | 'query'
  | 'target'
  | 'address'
  | 'body'
  | { readonly header: string }
  | { readonly text: string }

/** Whether callers of a page sign what they send. */
export function areSigned(security: readonly Requirement[]): boolean {
  return security.some((one) => one.some(({ kind }) => kind === 'signature'))
}
