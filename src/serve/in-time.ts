/** A time limit for handlers: a caller is answered, whatever a handler waits for. */
import type { Call } from './call.ts'
import { Failure } from './fail.ts'

/** How long a handler may take where the operator says nothing, in milliseconds. */
export const HANDLER_LIMIT = 30_000

/** How long one may take that passes files on to somebody else, in milliseconds: as long as they may take to come. */
export const UPLOAD_LIMIT = 3_600_000

/** When a caller may try again, in seconds. */
const AGAIN = '5'

/** What the handler answers; rejects with a Failure (503) and aborts its signal where that takes too long. */
export function inTime<T>(answer: Promise<T>, call: Pick<Call, 'giveUp' | 'log'>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      call.log().warn(`a handler took longer than ${limit / 1000} s`)
      call.giveUp()
      reject(new Failure(503, 'The answer took too long.', { headers: { 'retry-after': AGAIN } }))
    }, limit)
    answer.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
