/** The answer for a record that is not there: never was, or is no longer. */
import type { Contract } from '../model/contract.ts'
import type { Id, Records } from '../store/index.ts'
import { Failure } from './fail.ts'

/** Tells 410 from 404 where the page documents 410. */
export type Absent = (records: Records, id: Id) => Promise<Failure>

export function absence(contract: Contract): Absent {
  const statuses = [contract.errors.codes, ...contract.operations.map((operation) => operation.responses)].flat()
  const documented = statuses.some(({ status }) => status === 410)
  return async (records, id) => new Failure(documented && (await records.wasRemoved(id)) ? 410 : 404)
}
