/**
 * Writes that hold only while something is as it was: the first write of a guarded job looks at that once more, as one step with
 * what it writes. From then on the job has changed it itself, so nothing is looked at again.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

type Job<T> = () => Promise<T>
type Transaction = <T>(job: Job<T>) => Promise<T>

export type Guards = {
  /** Runs a job whose first write is done only after `look`; what `look` throws, that write is rejected with. */
  readonly guarded: <T>(look: Job<void>, job: Job<T>) => Promise<T>
  /** Does a write, after its look where it is the first of a guarded job. */
  readonly write: <T>(write: Job<T>) => Promise<T>
  /** The same for a transaction. One that `look` itself begins is a part of the step. */
  readonly transaction: Transaction
}

type Scope = {
  readonly look: Job<void>
  /** Writes of one job wait for each other, so that no look sees what the job itself is writing. */
  turn: Promise<unknown>
  looking: boolean
  over: boolean
}

/** `transaction` is the store's own; `isInside` says whether this code belongs to one. */
export function guards(transaction: Transaction, isInside: () => boolean): Guards {
  const scopes = new AsyncLocalStorage<Scope>()
  let everUsed = false
  const lookedAt = async <T>(scope: Scope, job: Job<T>): Promise<T> => {
    const value = await transaction(async () => {
      scope.looking = true
      await scope.look().finally(() => (scope.looking = false))
      return job()
    })
    scope.over = true
    return value
  }
  const inTurn = <T>(scope: Scope, job: Job<T>, alone: Job<T>): Promise<T> => {
    const done = scope.turn.then(() => (scope.over ? alone() : lookedAt(scope, job)))
    scope.turn = done.catch(() => undefined)
    return done
  }
  const current = (): Scope | undefined => {
    const scope = everUsed ? scopes.getStore() : undefined
    return scope === undefined || scope.over ? undefined : scope
  }
  return {
    guarded(look, job) {
      everUsed = true
      const scope: Scope = { look, turn: Promise.resolve(), looking: false, over: false }
      return scopes.run(scope, job).finally(() => (scope.over = true))
    },
    write(write) {
      const scope = current()
      return scope === undefined || isInside() ? write() : inTurn(scope, write, write)
    },
    transaction(job) {
      const scope = current()
      if (scope === undefined) return transaction(job)
      if (isInside()) return scope.looking ? job() : transaction(job)
      return inTurn(scope, job, () => transaction(job))
    },
  }
}
