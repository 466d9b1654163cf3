/** Turns whatever is thrown into the error answer of an API. */
import { Unavailable } from '../store/index.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import type { Problems } from './problem.ts'
import { write, type Head } from './send.ts'
import type { Log } from './services.ts'

/** Answers a request with what was thrown at it. */
export type Fail = (error: unknown, exchange: Exchange) => void

/** A Failure says what to answer; the rest are bugs. */
export function failing(problems: Problems, log: Log): Fail {
  return (error, exchange) => {
    const failure = failureOf(error, exchange, log)
    // An answer that has begun can only be broken off.
    if (exchange.response.headersSent) return void exchange.response.destroy()
    sendProblem(failure, exchange, problems)
  }
}

/** What to answer for whatever was thrown. */
export function failureOf(error: unknown, exchange: Exchange, log: Log): Failure {
  if (error instanceof Failure) return error
  return error instanceof Unavailable ? unavailable(error, exchange, log) : bug(error, exchange, log)
}

function sendProblem(failure: Failure, exchange: Exchange, problems: Problems): void {
  exchange.wrong = failure.words
  const { mediaType, text } = problems({
    status: failure.status,
    message: failure.words,
    parameter: failure.detail.parameter,
    complaints: failure.detail.complaints,
    values: failure.detail.values,
    requestId: exchange.id,
    path: exchange.path,
  })
  const head: Head = ['content-type', mediaType]
  for (const [name, value] of Object.entries(failure.detail.headers ?? {})) head.push(name, value)
  write(exchange, failure.status, head, text)
}

/** The caller may come back soon; whoever runs the server has to hear why. */
function unavailable(error: Unavailable, exchange: Exchange, log: Log): Failure {
  log.error({ request: exchange.id, reason: error.message }, 'the store is not available')
  return new Failure(503, undefined, { headers: { 'retry-after': '1' } })
}

/** A bug is told to the log with its stack, and to the caller by nothing but the id of the request. */
function bug(error: unknown, exchange: Exchange, log: Log): Failure {
  log.error({ err: error, request: exchange.id, operation: exchange.action?.operation.key }, 'a request failed')
  return new Failure(500)
}
