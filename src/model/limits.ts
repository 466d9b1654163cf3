/** How often callers may call, as the page says it. */
import type { Span } from '../finding.ts'

export type Limits = {
  readonly rates: readonly Limit[]
  /** Headers in which answers tell of it; undefined where the page names none. */
  readonly headers: LimitHeaders | undefined
}

/** So many requests in so many seconds. */
export type Limit = {
  readonly count: number
  readonly seconds: number
  /** Whose requests are counted together: those of one credential, or those from one address. */
  readonly per: 'caller' | 'address'
  /** Of those who have this plan; undefined: of everybody. */
  readonly plan: string | undefined
  /** Keys of the operations that share it; undefined: all. */
  readonly operations: readonly string[] | undefined
  readonly span: Span
}

/** Names as the page spells them; undefined where it names none for it. */
export type LimitHeaders = {
  readonly limit: string | undefined
  readonly remaining: string | undefined
  readonly reset: string | undefined
  /** Whether `reset` is a point in time, in seconds since 1970, and not the seconds from now. */
  readonly absolute: boolean
}

export const NO_LIMITS: Limits = { rates: [], headers: undefined }
