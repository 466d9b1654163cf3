/** How the operations of a project will be answered: for those who tell of it, as a site needs no plan. */
import { onceEach } from '../model/remember.ts'
import { plan, type Plan } from '../serve/index.ts'
import type { Understood } from './load.ts'

export const planOf: (one: Understood) => Plan = onceEach(({ reading, behaviour }: Understood) =>
  plan(reading.contract, behaviour),
)
