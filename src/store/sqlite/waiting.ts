/** Writes that wait for their group. */
import type { Savepoints } from './statements.ts'

/** `settle` tells the caller of `write` how the job went; it is called after the commit. */
export type Waiting = {
  /** Whether it may be done again. */
  readonly again: boolean
  /** Does the job; what it throws comes through. */
  readonly plainly: () => void
  /** Does it within a savepoint. */
  readonly safely: () => Promise<void> | undefined
  readonly settle: () => void
  readonly fail: (error: unknown) => void
}

/** A job whose caller waits. */
export class WaitingJob<T> implements Waiting {
  readonly again: boolean
  readonly fail: (error: unknown) => void
  readonly #job: () => T | Promise<T>
  readonly #resolve: (value: T | Promise<T>) => void
  readonly #savepoints: Savepoints
  #outcome: { readonly value: T | Promise<T> } | { readonly error: unknown } | undefined = undefined

  constructor(job: () => T | Promise<T>, { resolve, reject, savepoints, again }: Asked<T>) {
    this.#job = job
    this.#resolve = resolve
    this.fail = reject
    this.#savepoints = savepoints
    this.again = again
  }

  plainly(): void {
    this.#outcome = { value: this.#job() }
  }

  safely(): Promise<void> | undefined {
    this.#savepoints.open()
    try {
      const value = this.#job()
      if (value instanceof Promise) return value.then((one: T) => this.#done(one)).catch((error) => this.#failed(error))
      this.#done(value)
    } catch (error) {
      this.#failed(error)
    }
    return undefined
  }

  settle(): void {
    if (this.#outcome === undefined) this.fail(new Error('the write was never tried'))
    else if ('error' in this.#outcome) this.fail(this.#outcome.error)
    else this.#resolve(this.#outcome.value)
  }

  #done(value: T): void {
    this.#savepoints.release()
    this.#outcome = { value }
  }

  #failed(error: unknown): void {
    this.#savepoints.undo(error)
    this.#outcome = { error }
  }
}

type Asked<T> = {
  readonly resolve: (value: T | Promise<T>) => void
  readonly reject: (error: unknown) => void
  readonly savepoints: Savepoints
  readonly again: boolean
}
