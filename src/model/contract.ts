/** The API that a page describes, as typed data. Everything behind the reader reads only this and the page. */
import type { Span } from '../finding.ts'
import type { Field, Json, Shape } from './shape.ts'

export type Contract = {
  readonly title: string
  readonly description: string | undefined
  /** Origins with base path as the page shows them (`https://api.example.com`), no slash at the end. */
  readonly servers: readonly string[]
  readonly operations: readonly Operation[]
  /** Any one of these lets a caller in; empty means that the page asks for no credential. */
  readonly security: readonly Security[]
  readonly errors: Errors
}

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
export type Method = (typeof METHODS)[number]

export type Operation = {
  /** Method, a space and the path: `GET /api/kittens/{id}`. Unique in a contract; the key in api.ts. */
  readonly key: string
  readonly method: Method
  /** Begins with `/`; placeholders as `{name}`, names as the author spelled them but lower-cased when all upper. */
  readonly path: string
  /** The section's heading ("Get All Kittens"). */
  readonly title: string
  /** Id of the section's heading on the page. */
  readonly section: string
  /** First prose paragraph of the section. */
  readonly description: string | undefined
  /** Heading of the level above ("Kittens"), to group by. */
  readonly group: string | undefined
  readonly parameters: readonly Parameter[]
  readonly body: Body | undefined
  /** In page order, successes and errors; never empty only if the page shows an answer. */
  readonly responses: readonly Response[]
  readonly samples: readonly Sample[]
  /** False where the page says that no credential is needed. */
  readonly secured: boolean
  readonly span: Span
}

export type Parameter = Field & { readonly in: 'path' | 'query' | 'header'; readonly span: Span }

export type Body = {
  readonly mediaTypes: readonly string[]
  readonly shape: Shape
  readonly example: Json | undefined
  readonly span: Span
}

export type Response = {
  readonly status: number
  readonly mediaType: string
  readonly shape: Shape
  /** Parsed example, if the page shows JSON that parses. */
  readonly example: Json | undefined
  /** The example's text as it stands on the page. */
  readonly text: string | undefined
  readonly span: Span
}

/** A code sample of an operation. `tab` is undefined where the block is shown under every tab. */
export type Sample = {
  readonly tab: string | undefined
  readonly language: string
  readonly text: string
  readonly span: Span
}

/** How a caller shows who it is. `examples` are the values that the page's own samples show. */
export type Security = KeySecurity | BearerSecurity | BasicSecurity

/** A bare key in a header or query parameter; `prefix` is the scheme word before it, if any (`Token`). */
export type KeySecurity = {
  readonly kind: 'key'
  readonly in: 'header' | 'query'
  readonly name: string
  readonly prefix: string | undefined
  readonly examples: readonly string[]
  readonly span: Span
}
export type BearerSecurity = { readonly kind: 'bearer'; readonly examples: readonly string[]; readonly span: Span }
export type BasicSecurity = { readonly kind: 'basic'; readonly examples: readonly string[]; readonly span: Span }

export type Errors = {
  /** Rows of the page's error table, in order. */
  readonly codes: readonly ErrorCode[]
  /** The page's own error body, from its first example of one; undefined means RFC 9457. */
  readonly example: ErrorExample | undefined
}

export type ErrorCode = {
  readonly status: number
  readonly name: string
  readonly meaning: string
  readonly span: Span
}
export type ErrorExample = { readonly status: number | undefined; readonly body: Json; readonly span: Span }
