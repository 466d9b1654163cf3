/** What the store answers: the table of actions on a resource. */
import type { Action } from '../../model/pairs.ts'
import type { Respond } from '../call.ts'
import { change } from './change.ts'
import { create } from './create.ts'
import { get } from './get.ts'
import { list } from './list.ts'
import type { MakeResponder, Stage } from './parts.ts'
import { remove } from './remove.ts'

const ACTIONS: { readonly [A in Action]: MakeResponder } = {
  list,
  get,
  create,
  replace: change,
  update: change,
  remove,
}

export { FILES, keepingFiles } from './files.ts'
export { dropping } from './old-files.ts'

/** Makes the responder of a resource action. */
export function resourceResponder(stage: Stage): Respond {
  return ACTIONS[stage.part.action](stage)
}
