/** From a request to what actions see of it: parameters and body, read and checked. */
import type { Operation } from '../model/contract.ts'
import { queryNames } from '../model/credentials.ts'
import type { Requirement } from '../model/security.ts'
import type { Json } from '../model/shape.ts'
import { bodyReader, type Sent } from './body-reader.ts'
import type { Call } from './call.ts'
import { refused, type Complaint, type Refusal } from './complaint.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import type { Caller } from './identity.ts'
import { repetition, type Repetition } from './repetition.ts'
import type { Log, Logger } from './services.ts'
import { noFiles } from './uploads/index.ts'
import { fingerprintOf, type UploadsByName } from './uploads/upload.ts'
import { parameterReader, type Parameters, type Values } from './validate.ts'

export type Reading = {
  readonly security: readonly Requirement[]
  readonly refusal: Refusal
  readonly log: Logger
}

/** Reads one request. Throws a Failure for what the page does not allow. */
export type Read = (exchange: Exchange, values: readonly string[], sent: Sent) => Call

/** Makes the reader of an operation's requests, with what it needs when the first request comes: a page of a thousand
 * operations starts at once. */
export function incoming(operation: Operation, reading: Reading): Read {
  const bare = withoutKeys(reading.security)
  const fixed = {
    operation: operation.key,
    repeatable: !['POST', 'PATCH'].includes(operation.method),
    bare,
    log: reading.log,
  }
  const none = noFiles(operation)
  let readers: ReturnType<typeof readersOf> | undefined
  return (exchange, values, sent) => {
    readers ??= readersOf(operation, reading)
    const complaints: Complaint[] = []
    const { query, headers } = exchange
    const body = readers.body(sent, headers, complaints)
    const parameters = readers.parameters({ path: values, query, headers }, complaints)
    if (complaints.length > 0) throw refused(reading.refusal, complaints)
    return new Incoming(fixed, exchange, parameters, { body, files: sent.files ?? none })
  }
}

// eslint-disable-next-line typescript/explicit-function-return-type
const readersOf = (operation: Operation, reading: Reading) => ({
  parameters: parameterReader(operation, reading),
  body: bodyReader(operation),
})

type Fixed = {
  readonly operation: string
  /** Whether to do it twice is what doing it once is. */
  readonly repeatable: boolean
  readonly bare: (url: string) => string
  readonly log: Logger
}

/** What hardly any action asks for is made only for those that do. */
class Incoming implements Call {
  readonly path: Values
  readonly query: Values
  readonly headers: Values
  readonly body: Json | undefined
  readonly files: UploadsByName
  readonly caller: Caller
  readonly #sent: Json | undefined
  readonly #fixed: Fixed
  readonly #exchange: Exchange
  #once: Repetition | undefined = undefined

  constructor(
    fixed: Fixed,
    exchange: Exchange,
    parameters: Parameters,
    { body, files, sent = body }: Pick<Call, 'body' | 'files'> & { readonly sent?: Json | undefined },
  ) {
    this.path = parameters.path
    this.query = parameters.query
    this.headers = parameters.headers
    this.body = body
    this.files = files
    this.#sent = sent
    this.caller = exchange.caller
    this.#fixed = fixed
    this.#exchange = exchange
  }

  /** Keys belong to a caller and an operation; they stand for the address and the body. */
  get once(): Call['once'] {
    const key = this.#exchange.header('idempotency-key')
    if (key === undefined || this.#fixed.repeatable) return undefined
    if (key.length > 255)
      throw new Failure(400, 'Idempotency-Key must be at most 255 characters long.', { parameter: 'Idempotency-Key' })
    return (this.#once ??= repetition(
      [this.caller.id, this.#fixed.operation, key],
      [this.url(), this.#sent ?? null, ...fingerprintOf(this.files)],
    ))
  }

  get ifMatch(): string | undefined {
    return this.#exchange.header('if-match')
  }

  withBody(body: Json): Call {
    return new Incoming(this.#fixed, this.#exchange, this, { body, files: this.files, sent: this.#sent })
  }

  url(): string {
    return this.#fixed.bare(this.#exchange.url)
  }

  origin(): string {
    return this.#exchange.origin
  }

  log(): Log {
    return this.#fixed.log.child({ request: this.#exchange.id })
  }

  signal(): AbortSignal {
    return this.#exchange.hungUp()
  }

  giveUp(): void {
    this.#exchange.giveUp()
  }
}

/** Links to other pages of a list are given on and kept: they must not carry the caller's key. */
function withoutKeys(security: readonly Requirement[]): (url: string) => string {
  const names = queryNames(security)
  return (url) => {
    const [path = '', query] = url.split('?', 2)
    if (query === undefined || names.length === 0) return url
    const pairs = query.split('&').filter((pair) => !names.includes(pair.split('=', 1)[0] ?? ''))
    return `${path}?${pairs.join('&')}`
  }
}
