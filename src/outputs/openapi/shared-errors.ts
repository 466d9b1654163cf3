/** Which errors of the page's table operations share, and what they are called. */
import type { Contract, ErrorCode, Operation } from '../../model/contract.ts'
import { placeholders, words } from '../../model/names.ts'
import { phrase } from '../../model/status.ts'
import { pascal } from '../casing.ts'

export type SharedError = { readonly name: string; readonly code: ErrorCode }

/** The first row of each status from 400 up, in order; a table may list successes too. */
export function sharedErrors(contract: Contract): SharedError[] {
  const byStatus = new Map(contract.errors.codes.toReversed().map((code) => [code.status, code]))
  const codes = [...byStatus.values()].filter(({ status }) => Number.isInteger(status) && status >= 400 && status < 600)
  return codes
    .toSorted((a, b) => a.status - b.status)
    .map((code) => ({ code, name: pascal(words(phrase(code.status).replaceAll("'", ''))) }))
}

const OF_KEYS = new Set([401, 402, 403, 407])
const OF_ITEMS = new Set([404, 410])
const OF_BODIES = new Set([409, 411, 412, 413, 415, 422])

/** Errors about keys need a secured operation, errors about input need input; 405 is for methods that are not there. */
export function meets(status: number, operation: Operation): boolean {
  if (status === 400) return operation.parameters.length > 0 || operation.body !== undefined
  if (OF_KEYS.has(status)) return operation.security.length > 0
  if (OF_ITEMS.has(status)) return placeholders(operation.path).length > 0
  return OF_BODIES.has(status) ? operation.body !== undefined : status !== 405
}
