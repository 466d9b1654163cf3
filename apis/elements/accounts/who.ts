/** Who calls, for handlers. */
import { fail } from 'kittn'
import type { Asked } from '../api-type.ts'
import type { Who } from './identify.ts'
import { OPERATOR } from './tables.ts'

/** Every caller has passed `identify`. */
export function who({ caller }: Pick<Asked, 'caller'>): Who {
  return caller.data ?? fail(401)
}

/** Fails with 403 for all but administrators. */
export function administrator(asked: Pick<Asked, 'caller'>): Who {
  const caller = who(asked)
  return caller.role === 'admin' ? caller : fail(403, 'Only administrators of the organization may do this.')
}

/** Fails with 403 for all but administrators of the organization that runs the service. */
export function operator(asked: Pick<Asked, 'caller'>): Who {
  const caller = administrator(asked)
  return caller.organization === OPERATOR ? caller : fail(403, 'Only whoever runs the service may do this.')
}
