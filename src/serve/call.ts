/** A request as actions see it, and what they make of it. No sockets here. */
import type { Json } from '../model/shape.ts'
import type { Content } from './file.ts'
import type { Caller } from './identity.ts'
import type { Log } from './services.ts'
import type { Repetition } from './repetition.ts'
import type { Soon } from './soon.ts'
import type { UploadsByName } from './uploads/upload.ts'
import type { Parameters } from './validate.ts'

export type Call = Parameters & {
  /** Checked; undefined where none was sent. */
  readonly body: Json | undefined
  /** Files that came with the request. */
  readonly files: UploadsByName
  readonly caller: Caller
  /** Path and query as they were sent, with the prefix of the API and without credentials. */
  readonly url: () => string
  /** Where the API is for this caller: `https://api.example.com`. */
  readonly origin: () => string
  /** The caller's `Idempotency-Key` with what it is to stand for. */
  readonly once: Repetition | undefined
  /** The value of `If-Match`: the tags of what the caller means to change. */
  readonly ifMatch: string | undefined
  readonly log: () => Log
  readonly signal: () => AbortSignal
  /** Aborts the signal: nobody waits for an answer any more. */
  readonly giveUp: () => void
  /** The same request with another body. */
  readonly withBody: (body: Json) => Call
}

/** `text` undefined: no body. */
export type Answered = {
  readonly status: number
  readonly mediaType: string
  readonly text: string | undefined
  /** Of what is shown; without it, made of the text where a read is answered. */
  readonly etag?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers one operation. Throws a Failure for an error answer. */
export type Respond = (call: Call) => Soon<Answered | Content>

export const JSON_TYPE = 'application/json; charset=utf-8'

/** An answer of JSON text. */
export function json(status: number, text: string, headers?: Readonly<Record<string, string>>): Answered {
  return { status, mediaType: JSON_TYPE, text, ...(headers === undefined ? {} : { headers }) }
}
