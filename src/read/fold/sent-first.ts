/** A body that no words announce: of two examples in a section that sends one, the second called an answer, the first is sent. */
import type { Method } from '../../model/contract.ts'
import type { Contribution, ResponseFound } from '../conventions/index.ts'

/** What was found, with such an example as the body. */
export function sentFirst(found: readonly Contribution[], method: Method): readonly Contribution[] {
  const sends = method === 'POST' || method === 'PUT' || method === 'PATCH'
  if (!sends || found.some(({ kind }) => kind === 'body')) return found
  const [first, ...others] = found.filter((one) => one.kind === 'response')
  if (first === undefined || first.told || first.example === undefined || !others.some(isAnswer)) return found
  const { mediaType, example, span } = first
  return found.map((one) => (one === first ? { kind: 'body', mediaType, example, span } : one))
}

function isAnswer({ told, failed, follows }: ResponseFound): boolean {
  return told && !failed && !follows
}
