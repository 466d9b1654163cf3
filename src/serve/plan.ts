/** Decides once, at start, how each operation is answered: handler, else store, else the page's example. */
import type { Contract, Operation } from '../model/contract.ts'
import { withIds } from '../model/ids.ts'
import { ACTIONS, type Action as StoreAction } from '../model/pairs.ts'
import { resources, type Resource } from '../model/resources.ts'
import { isBare, success } from '../model/sight.ts'
import type { Action, Plan } from './actions.ts'
import type { AnyBehaviour, AnyHandler } from './behaviour.ts'
import { beyond } from './beyond.ts'

type Part = { readonly resource: Resource; readonly action: StoreAction }

/** Plans every operation of the contract. What api.ts has beyond the page becomes findings. */
export function plan(page: Contract, behaviour: AnyBehaviour): Plan {
  const contract = withIds(page)
  const found = resources(contract)
  const parts = new Map(found.flatMap(partsOf))
  const handlers = behaviour.operations ?? {}
  const actions = contract.operations.map((operation) =>
    decide(operation, own(handlers, operation.key), parts.get(operation.key)),
  )
  return { actions, resources: found, findings: beyond(page, behaviour) }
}

function partsOf(resource: Resource): [string, Part][] {
  return ACTIONS.flatMap((action): [string, Part][] => {
    const key = resource.operations[action]
    return key === undefined ? [] : [[key, { resource, action }]]
  })
}

function decide(operation: Operation, handler: AnyHandler | undefined, part: Part | undefined): Action {
  if (handler !== undefined) return { by: 'handler', operation, handler }
  if (part !== undefined && answersJson(operation)) return { by: 'store', operation, ...part }
  const answer = success(operation)
  const text = answer?.example === undefined ? answer?.text : JSON.stringify(answer.example)
  if (answer === undefined || text === undefined || isBare(answer)) return { by: 'nothing', operation }
  return { by: 'example', operation, mediaType: answer.mediaType, text }
}

/** Records are JSON: where the page shows XML, only its example is of the right type. */
function answersJson(operation: Operation): boolean {
  const type = success(operation)?.mediaType.split(';')[0]?.trim().toLowerCase()
  return type === undefined || type === '' || /[/+]json$/.test(type)
}

/** A name that comes from a page must not find what every object inherits. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
