/** What callers are told when a service refuses: a status, our words, and the service's own. */
import { fail } from 'kittn'
import { Refusal, type Reason } from '../connectors/refusal.ts'

const ANSWERS: { readonly [R in Reason]: readonly [status: number, message: string] } = {
  missing: [404, 'The service has no such thing.'],
  taken: [409, 'Something is there already, or has been changed by somebody else.'],
  denied: [403, 'The service does not let this connection do that.'],
  invalid: [400, 'The service cannot take this.'],
  unreachable: [502, 'The service does not answer.'],
}

/** Does the work; a Refusal fails with the status that it means. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [status, message] = ANSWERS[error.reason]
    return fail(status, message, { values: { providerMessage: error.message } })
  }
}
