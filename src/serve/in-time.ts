/** A time limit for handlers: a caller is answered, whatever a handler waits for. */
import type { Call } from './call.ts'
import { deadlines, type Deadlines } from './deadlines.ts'
import { Failure } from './fail.ts'

/** How long a handler may take where the operator says nothing, in milliseconds. */
export const HANDLER_LIMIT = 30_000

/** How long one may take that passes files on to somebody else, in milliseconds: as long as they may take to come. */
export const UPLOAD_LIMIT = 3_600_000

/** When a caller may try again, in seconds. */
const AGAIN = '5'

/** Those of all operations that may take as long. */
const known = new Map<number, Deadlines>()

function deadlinesOf(limit: number): Deadlines {
  const own = known.get(limit) ?? deadlines(limit)
  known.set(limit, own)
  return own
}

/** What the handler answers; rejects with a Failure (503) and aborts its signal where that takes too long. */
export function inTime<T>(answer: Promise<T>, call: Pick<Call, 'giveUp' | 'log'>, limit: number): Promise<T> {
  const own = deadlinesOf(limit)
  return new Promise((resolve, reject) => {
    const deadline = own.add(() => {
      call.log().warn(`a handler took longer than ${limit / 1000} s`)
      call.giveUp()
      reject(new Failure(503, 'The answer took too long.', { headers: { 'retry-after': AGAIN } }))
    })
    answer.then(
      (value) => {
        own.delete(deadline)
        resolve(value)
      },
      (error: unknown) => {
        own.delete(deadline)
        reject(error)
      },
    )
  })
}
