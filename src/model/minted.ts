/** Of the values that callers show, those that the API itself gives out: nobody is handed one along with a key. */
import type { Contract, Operation } from './contract.ts'
import { partsOf } from './credentials.ts'
import { words } from './names.ts'
import type { Requirement, Security } from './security.ts'
import { success } from './sight.ts'

/**
 * What a key has to have: the page's ways in, without the values that an operation answers with to callers who have
 * the others. A way in that would have nothing left stays as it is, because a key can stand for such a token.
 */
export function keysOf({ security, operations }: Pick<Contract, 'security' | 'operations'>): Requirement[] {
  const kept = security.map((requirement) => {
    const own = requirement.filter((one) => !operations.some((operation) => gives(operation, one)))
    return own.length === 0 ? requirement : own
  })
  return kept.filter((one, at) => kept.findIndex((other) => isSame(one, other)) === at)
}

/** Whether the operation answers with the value and does not ask for it. */
function gives(operation: Operation, one: Security): boolean {
  const [part, ...others] = partsOf([one])
  const answer = success(operation)?.shape
  if (part === undefined || others.length > 0 || answer?.kind !== 'object') return false
  if (operation.security.flatMap(partsOf).some(({ name }) => name === part.name)) return false
  return answer.fields.some(({ name }) => words(name).join('_') === part.name)
}

function isSame(one: Requirement, other: Requirement): boolean {
  const names = (requirement: Requirement): string =>
    partsOf(requirement)
      .map(({ name }) => name)
      .join(' ')
  return names(one) === names(other) && one.every(({ kind }, at) => kind === other[at]?.kind)
}
