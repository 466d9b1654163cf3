/** The two ways to answer otherwise than documented: `reply` with anything, `fail` with an error in the page's shape. */

/** An answer that the page does not describe as the operation's own. Its body is sent as it is. */
export class Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>>) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** Answers with another status, body or headers than the page documents; a string is sent as text, other bodies as JSON. */
export function reply(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return new Reply(status, body, headers)
}

/** An error answer on its way out: `problem.ts` puts it into the page's words and shape. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly status: number
  /** The message for the caller; without one, the page's words for the status. */
  readonly words: string | undefined
  readonly detail: FailureDetail

  constructor(status: number, words?: string, detail: FailureDetail = {}) {
    super(words ?? `answer with ${status}`)
    this.status = status
    this.words = words
    this.detail = detail
  }
}

/** One thing that is wrong with a request, all of it in words. */
export type Complaint = {
  /** `toppings[0].name` */
  readonly parameter: string
  readonly expected: string
  /** What came, as JSON and cut short; undefined where nothing did. */
  readonly came?: string
  /** The same as a sentence. */
  readonly message: string
}

/**
 * `parameter` is what was wrong with the request, by its wire name; `values` stand in fields of the page's error example
 * by their names, where the page has more to say than a message.
 */
export type FailureDetail = {
  readonly parameter?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, string>>
  /** All that was wrong with the request, where the error example has a list or an object for it. */
  readonly complaints?: readonly Complaint[]
}

/**
 * Ends a handler with an error answer in the page's shape; the words default to those of the page's error table.
 * `detail` names the parameter or field to blame, and has headers and values of other fields that go along.
 */
export function fail(status: number, message?: string, detail: FailureDetail = {}): never {
  throw new Failure(status, message, detail)
}
