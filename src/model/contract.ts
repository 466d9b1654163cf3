/** The API that a page describes, as typed data. Everything behind the reader reads only this and the page. */
import type { Span } from '../finding.ts'
import type { Limits } from './limits.ts'
import type { Requirement } from './security.ts'
import type { Field, Json, Shape } from './shape.ts'

export type Contract = {
  readonly title: string
  readonly description: string | undefined
  /** Origins with base path as the page shows them (`https://api.example.com`), no slash at the end. */
  readonly servers: readonly string[]
  readonly operations: readonly Operation[]
  /** WebSocket addresses with their messages, in page order. */
  readonly channels: readonly Channel[]
  /** What the API sends to addresses of its callers, in page order. */
  readonly webhooks: readonly Webhook[]
  /** All ways in that the page describes, the usual one first; empty means that it asks for no credential. */
  readonly security: readonly Requirement[]
  readonly errors: Errors
  readonly limits: Limits
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
  /** Of a list, where the page says that headers tell of its pages. */
  readonly pagingHeaders?: PagingHeaders
  /** Any one of these lets a caller in; empty where no credential is needed. */
  readonly security: readonly Requirement[]
  /** What the caller has to be allowed, all of it; undefined where the page does not say. */
  readonly scopes?: readonly string[]
  readonly span: Span
}

/** In which headers answers tell of the other pages: `Link` (RFC 8288), how many records, how many pages there are. */
export type PagingHeaders = {
  readonly link: boolean
  readonly total: string | undefined
  readonly pages: string | undefined
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

/** One WebSocket address and its messages. */
export type Channel = {
  /**
   * Begins with `/`, placeholders as in operations, without query; unique in a contract. Undefined where the page
   * describes messages but no address.
   */
  readonly address: string | undefined
  /** Origins as the page shows them (`wss://live.example.com`), no slash at the end. */
  readonly servers: readonly string[]
  /** Heading of the section that states the address. */
  readonly title: string
  /** Id of that heading on the page. */
  readonly section: string
  readonly description: string | undefined
  /** Of the address, its query and the headers of the handshake. */
  readonly parameters: readonly Parameter[]
  readonly messages: readonly Message[]
  readonly span: Span
}

export type Message = {
  /** What the page calls it; unique in its channel. */
  readonly name: string
  /** Who sends it. */
  readonly from: 'client' | 'server'
  /** Id of the heading under which it is shown. */
  readonly section: string
  readonly description: string | undefined
  /** Of a client's message nothing is required but what a table requires. */
  readonly shape: Shape
  /** Parsed example, if the page shows JSON that parses. */
  readonly example: Json | undefined
  readonly span: Span
}

/** One kind of request that the API itself makes, to an address that a caller gave. */
export type Webhook = {
  /** The event as the payload or a table names it, else the heading; unique in a contract. */
  readonly name: string
  readonly title: string
  /** Id of the section's heading on the page. */
  readonly section: string
  readonly description: string | undefined
  readonly method: Method
  readonly headers: readonly Parameter[]
  readonly body: Body | undefined
  readonly span: Span
}

export type Errors = {
  /** Rows of the page's error table, in order. */
  readonly codes: readonly ErrorCode[]
  /** The page's own error body, from its first example of one; undefined means RFC 9457. */
  readonly example: ErrorExample | undefined
  /** The body that names the fields to blame, where the page shows another one for that. */
  readonly byField?: ErrorExample
}

export type ErrorCode = {
  readonly status: number
  readonly name: string
  readonly meaning: string
  readonly span: Span
}
export type ErrorExample = { readonly status: number | undefined; readonly body: Json; readonly span: Span }
