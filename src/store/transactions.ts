/**
 * Which transaction the code that runs now belongs to. Whatever is read or written while a transaction's callback runs
 * is part of it, however deep in helpers, so that nobody can wait for a write that waits for them.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** How long a transaction may take, in milliseconds: on SQLite nobody else can write meanwhile. */
export const TRANSACTION_LIMIT = 10_000

export type Transactions<C> = {
  /** The connection of the transaction that this code belongs to. Throws in what outlives an undone one. */
  readonly current: () => C | undefined
  /** Runs the callback as a part of the transaction on this connection; rejects when it takes too long. */
  readonly within: <T>(connection: C, job: () => Promise<T>, options: Within) => Promise<T>
  /** Puts a job off that belongs to the transaction under way; false where it belongs to none. What an undone one left is dropped. */
  readonly putOff: (job: () => void) => boolean
}

export type Within = {
  /** In milliseconds. */
  readonly limit?: number | undefined
  /** Gets what is put off until the transaction is on disk. */
  readonly later: (() => void)[]
}

type Scope<C> = {
  readonly connection: C
  readonly later: (() => void)[]
  state: 'open' | 'done' | 'undone'
}

export function transactions<C>(): Transactions<C> {
  const scopes = new AsyncLocalStorage<Scope<C>>()
  let everUsed = false
  const current = (): C | undefined => {
    const scope = everUsed ? scopes.getStore() : undefined
    if (scope === undefined || scope.state === 'done') return undefined
    if (scope.state === 'undone') throw new Error('the transaction was undone, so nothing more can be done in it')
    return scope.connection
  }
  const within: Transactions<C>['within'] = async (connection, job, { limit = TRANSACTION_LIMIT, later }) => {
    everUsed = true
    const scope: Scope<C> = { connection, later, state: 'open' }
    try {
      const value = await timed(scopes.run(scope, job), limit)
      scope.state = 'done'
      return value
    } catch (error) {
      scope.state = 'undone'
      throw error
    }
  }
  const putOff = (job: () => void): boolean => {
    const scope = everUsed ? scopes.getStore() : undefined
    if (scope === undefined || scope.state === 'done') return false
    if (scope.state === 'open') scope.later.push(job)
    return true
  }
  return { current, within, putOff }
}

function timed<T>(job: Promise<T>, limit: number): Promise<T> {
  if (limit === Infinity) return job
  return new Promise((resolve, reject) => {
    // An error looks at the stack when it is made, which costs more than a small transaction.
    const tooLate = (): void => reject(new Error(`a transaction took longer than ${limit / 1000} s and was undone`))
    const timer = setTimeout(tooLate, limit)
    job.then(
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
