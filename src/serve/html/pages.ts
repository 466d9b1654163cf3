/** HTML pages for people that the reference does not describe: a checkout, a live view. */
import type { IncomingHttpHeaders } from 'node:http'
import type { AnyApi, ApiTypes, DataOf } from '../api-types.ts'
import { bodyKind } from '../body.ts'
import { Failure, Reply } from '../fail.ts'
import { FileAnswer } from '../file.ts'
import type { Caller } from '../identity.ts'
import type { Services } from '../services.ts'
import { HtmlDocument } from './document.ts'
import { Html } from './html.ts'

/** What the handler of an HTML page gets. */
export type PageInput<T extends ApiTypes = AnyApi> = {
  /** What stands in the placeholders of the address. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The fields of a form; empty where none was sent. */
  readonly form: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly cookies: Readonly<Record<string, string>>
  /** Whom `authenticate` knows by what the browser shows; anonymous for most. */
  readonly caller: Caller<DataOf<T>>
  /** The prefix of the API, for links: `${base}/checkout/7`. Empty where it is served alone. */
  readonly base: string
  /** Where the API is for this person: `https://api.example.com/shop`. */
  readonly address: string
  /** The IP address that the request came from. */
  readonly from: string
  readonly signal: AbortSignal
} & Services<T>

/** A document; HTML alone, which is put into one; or whatever `reply`, `redirect` and `file` make. */
export type PageAnswer = HtmlDocument | Html | Reply | FileAnswer
export type PageHandler<T extends ApiTypes = AnyApi> = (input: PageInput<T>) => PageAnswer | Promise<PageAnswer>

/** By method and path: `GET /checkout/{id}`. */
export type Pages<T extends ApiTypes = AnyApi> = Readonly<Record<`${'GET' | 'POST'} /${string}`, PageHandler<T>>>

/** Sends the browser on, with `GET`. */
export function redirect(url: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return new Reply(303, undefined, { location: url, ...headers })
}

/** The fields of a form. Throws a Failure for a body that is none. */
export function formOf(body: unknown, contentType: string | undefined): URLSearchParams {
  if (!Buffer.isBuffer(body) || body.length === 0) return new URLSearchParams()
  if (bodyKind(contentType) === 'form') return new URLSearchParams(body.toString())
  throw new Failure(415, 'The body is no form; send application/x-www-form-urlencoded.')
}

/**
 * Throws a Failure (403) where another site made the browser send a form. Browsers say where a request comes from;
 * what says nothing is no browser, and has no cookies that others could misuse.
 */
export function checkOrigin({ 'sec-fetch-site': site, origin, host }: IncomingHttpHeaders): void {
  const own =
    site === undefined
      ? origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
      : site === 'same-origin' || site === 'none'
  if (!own) throw new Failure(403, 'The form was sent from another site.')
}

/** What an answer is, as a document or as a reply. */
export function madeOf(answer: unknown, title: string): HtmlDocument | Reply | FileAnswer {
  if (answer instanceof HtmlDocument || answer instanceof Reply || answer instanceof FileAnswer) return answer
  if (answer instanceof Html) return new HtmlDocument({ title, body: answer })
  throw new TypeError('an HTML page answers with html, document, redirect, reply or file')
}
