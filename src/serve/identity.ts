/** Who calls, and how an API that mints its own tokens says so. */
import type { Terms } from '../store/index.ts'

/**
 * Whose credential was shown. Where the page asks for none, `id` is `anonymous`. `data` is what `authenticate` of
 * api.ts gave along; callers with a key of `kittn keys` have none.
 */
export type Caller<Data = unknown> = {
  readonly id: string
  readonly name: string
  readonly admin: boolean
  readonly scopes?: readonly string[]
  readonly data?: Data | undefined
  /** The application of the portal that a key belongs to. */
  readonly application?: string | undefined
  /** Headers that all answers to this caller have, errors too. */
  readonly headers?: Readonly<Record<string, string>> | undefined
} & Pick<Terms, 'readOnly' | 'rates' | 'suspended'>

/** What `authenticate` answers for a caller that it knows. */
export type Identity<Data = unknown> = Omit<Caller<Data>, 'admin' | 'suspended'> & { readonly admin?: boolean }

/** What a request shows of its caller. Header names are lower-case; a value that came twice is a list. */
export type ShownBy = {
  /**
   * What the page's security finds in the request, by the name of the part: that of a key's header or parameter in
   * lower-case words (`api_key`), `key` or the scheme word for one in `Authorization`, `token` after `Bearer`,
   * `username` and `password` of HTTP Basic, one of them perhaps blank, `user` and `element` of `User x, Element y`.
   */
  readonly credentials: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The placeholders of the address, as they were sent. */
  readonly path: Readonly<Record<string, string>>
  /** The key of what is asked for: `GET /api/kittens/{id}`, `WS /live`. */
  readonly asked: string
  /** Whether only known callers may have it, as the page says. */
  readonly secured: boolean
}

/** What `keyMade` of api.ts is told of: values by their names, and the seconds that those before still count. */
export type KeyMade = {
  readonly id: string
  readonly name: string
  readonly values: Readonly<Record<string, string>>
  readonly grace: number
}

/** Keys that work without being stored, in the place of any part: those of `kittn dev`. */
export type DemoKey = { readonly key: string; readonly admin: boolean }

export const ANONYMOUS: Caller = { id: 'anonymous', name: 'anonymous', admin: false }

/** What is said to keys that may only read where they would change something. */
export const READ_ONLY = 'This key may only read.'
