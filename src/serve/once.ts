/** Handlers that do something once for each `Idempotency-Key`, however often the request comes. */
import type { Contract } from '../model/contract.ts'
import type { Store } from '../store/index.ts'
import type { Call } from './call.ts'
import { Failure } from './fail.ts'
import type { AnyServices } from './services.ts'

type Asked = NonNullable<Call['once']>
type Transaction = AnyServices['transaction']

/** What keeps the results of handlers in a store. */
export type Keeping = Pick<Store, 'answers'> & {
  readonly transaction: Transaction
  /** What answers a key that was used with another request. */
  readonly mismatch: number
}

/** A transaction that is one only for the first who brings the key; others get its result, and `again` is called. */
export function onceFor({ key, fingerprint, seal, unseal }: Asked, keeping: Keeping, again: () => void): Transaction {
  const { answers, transaction, mismatch } = keeping
  return (job) =>
    transaction(async (data) => {
      const kept = await answers.find(key)
      if (kept === undefined) {
        const result = await job(data)
        await answers.keep(key, { fingerprint, id: '', text: seal(JSON.stringify(result ?? null)) })
        return result
      }
      if (kept.fingerprint !== fingerprint) throw misused(mismatch)
      again()
      // The job itself returned it, with the same key for the same request.
      return JSON.parse(unseal(kept.text)) as Awaited<ReturnType<typeof job>>
    })
}

/** The status that a page documents for a key that is used twice: 422, or 409 where it knows no 422. */
export function mismatchIn({ errors }: Contract): number {
  const documented = new Set(errors.codes.map(({ status }) => status))
  return documented.has(409) && !documented.has(422) ? 409 : 422
}

export function misused(status: number): Failure {
  return new Failure(status, 'This Idempotency-Key was used with another request.', { parameter: 'Idempotency-Key' })
}
