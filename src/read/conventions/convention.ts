/** What a convention is: a pure function that reads one unit of the page and says what it found there. */
import type { Span } from '../../finding.ts'
import type { ErrorCode, ErrorExample, Method, PagingHeaders, Sample } from '../../model/contract.ts'
import type { Limit, LimitHeaders } from '../../model/limits.ts'
import type { Heading } from '../../model/page.ts'
import type { Flow, Requirement, Scope, SignatureSecurity } from '../../model/security.ts'
import type { Json } from '../../model/shape.ts'
import type { Role } from '../headings.ts'
import type { QueryItem, Target } from '../requests/url.ts'
import type { Unit } from '../units.ts'
import type { Documented } from '../values/field.ts'

export type Convention = (unit: Unit) => readonly Contribution[]

/** One thing that a unit says about the API. Every one has its place on the page. */
export type Contribution =
  | Request
  | Rows
  | BodyFound
  | ResponseFound
  | ChannelAddress
  | { readonly kind: 'status'; readonly status: number; readonly span: Span }
  | { readonly kind: 'sample'; readonly sample: Sample; readonly span: Span }
  | { readonly kind: 'server'; readonly url: string; readonly span: Span }
  | SecurityFound
  | SignatureFound
  | OAuthFound
  | PagingFound
  | AccessFound
  | { readonly kind: 'scopes'; readonly names: readonly string[]; readonly span: Span }
  | {
      readonly kind: 'limit'
      readonly limit: Omit<Limit, 'operations' | 'span'>
      readonly general: boolean
      readonly span: Span
    }
  | { readonly kind: 'limit-headers'; readonly headers: LimitHeaders; readonly span: Span }
  | { readonly kind: 'error-code'; readonly code: ErrorCode; readonly span: Span }
  | {
      readonly kind: 'error-example'
      readonly example: ErrorExample
      /** Whether it stands in a chapter about errors, and whether that lists their codes. */
      readonly chapter: boolean
      readonly codes: boolean
      readonly span: Span
    }

export type Request = {
  readonly kind: 'request'
  readonly method: Method
  readonly target: Target
  /**
   * A line states an operation; so does what is split in two places, where there is no line, and a fence, unless a line
   * beside it says the same in other words. An index of several, or a sample, gives way to a line that states the same.
   */
  readonly from: 'line' | 'split' | 'fence' | 'index' | 'sample'
  readonly span: Span
}

/**
 * What one place shows together. `weak` where it stands outside of the chapter on authentication, `told` where prose only
 * names it.
 */
export type SecurityFound = {
  readonly kind: 'security'
  readonly schemes: Requirement
  readonly weak: boolean
  readonly told: boolean
  readonly span: Span
}

/**
 * Whether a credential is needed; a chapter on authentication says of all operations, of those that read or of public ones
 * that they need none. `unmarked`: those need none whose section does not say so.
 */
export type AccessFound = {
  readonly kind: 'access'
  readonly open: 'section' | 'all' | 'reading' | 'public' | 'unmarked' | 'nothing'
  readonly span: Span
}

/** What one section says of how requests are signed; what it does not say is undefined or empty. */
export type SignatureFound = {
  readonly kind: 'signature'
  readonly name: string | undefined
  readonly in: 'header' | 'query'
  readonly algorithm: SignatureSecurity['algorithm'] | undefined
  readonly encoding: SignatureSecurity['encoding'] | undefined
  /** What is signed, as it is written: `timestamp`, `method`, `"\n"`. */
  readonly formulas: readonly (readonly string[])[]
  /** All headers that it names. */
  readonly headers: readonly string[]
  /** Whether it says that the path is signed with its query. */
  readonly withQuery: boolean
  readonly examples: readonly string[]
  readonly span: Span
}

/** What one section says of OAuth. Addresses are as written, with a scheme where they have a host. */
export type OAuthFound = {
  readonly kind: 'oauth'
  readonly authorizationUrl: string | undefined
  readonly tokenUrl: string | undefined
  readonly grants: readonly Flow['grant'][]
  readonly scopes: readonly Scope[]
  readonly span: Span
}

/** What a section on pagination says in prose: the parameters of the query that it names, with what it says of each and of all. */
export type PagingFound = {
  readonly kind: 'paging'
  readonly headers: PagingHeaders | undefined
  readonly parameters: readonly { readonly name: string; readonly description: string; readonly prose: string }[]
  readonly span: Span
}

/** The rows of a parameter table, with what its heading says of their place. */
export type Rows = {
  readonly kind: 'rows'
  readonly role: Role | undefined
  /** The name of the field that the words over the table say it is about. */
  readonly under: string | undefined
  readonly rows: readonly Row[]
  readonly span: Span
}
export type Row = Documented & { readonly in: Place | undefined; readonly span: Span }
export type Place = 'path' | 'query' | 'header' | 'body'

export type BodyFound = {
  readonly kind: 'body'
  readonly mediaType: string
  readonly example: Json | undefined
  readonly span: Span
}

export type ResponseFound = {
  readonly kind: 'response'
  /** Undefined where the page does not state it. */
  readonly status: number | undefined
  readonly failed: boolean
  /** Whether words say that it is an answer; else it only stands where one would. */
  readonly told: boolean
  /** Whether it stands right behind another, under the same words. */
  readonly follows: boolean
  readonly mediaType: string
  readonly example: Json | undefined
  readonly text: string | undefined
  readonly span: Span
}

/** A WebSocket address; `origin` is undefined where the host is a placeholder. */
export type ChannelAddress = {
  readonly kind: 'channel'
  readonly origin: string | undefined
  readonly path: string
  readonly query: readonly QueryItem[]
  /** 2 where it stands alone or a sample connects to it, 1 where a sentence says so, 0 where prose mentions it. */
  readonly weight: 0 | 1 | 2
  readonly span: Span
}

/** A message that a unit about WebSockets shows. */
export type MessageFound = {
  /** What it may be called, best first. */
  readonly names: readonly string[]
  /** The heading under which it stands. */
  readonly heading: Heading | undefined
  readonly from: 'client' | 'server'
  readonly description: string | undefined
  readonly example: Json | undefined
  readonly span: Span
}

/** A payload that the API sends to others, as a unit about webhooks shows it. */
export type DeliveryFound = {
  /** The event, where the payload, its headers or its caption name it. */
  readonly name: string | undefined
  /** The heading under which it stands, and the first prose there. */
  readonly heading: Heading | undefined
  readonly description: string | undefined
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly example: Json | undefined
  readonly span: Span
}
