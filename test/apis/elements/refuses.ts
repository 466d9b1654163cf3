/** How a connector says no. */
import assert from 'node:assert/strict'
import { Refusal, type Reason } from '../../../apis/elements/connectors/refusal.ts'

/** Resolves when the work is refused for this reason. */
export function refuses(reason: Reason, work: Promise<unknown>): Promise<void> {
  return assert.rejects(work, (error) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.reason, reason)
    return true
  })
}
