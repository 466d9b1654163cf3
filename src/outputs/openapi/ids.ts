/** operationId: what generated clients call the methods. */
import type { Contract, Operation } from '../../model/contract.ts'
import { freeName, words } from '../../model/names.ts'
import { camel } from '../casing.ts'

/** Ids by key of the operation: unique, camelCase words of the heading, with more words only where it is not enough. */
export function operationIds(contract: Contract): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  for (const { title } of contract.operations) {
    const id = camel(words(title)).toLowerCase()
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const operation of contract.operations) {
    const alone = counts.get(camel(words(operation.title)).toLowerCase()) === 1
    const id = free(alone ? tries(operation) : tries(operation).slice(1), taken)
    taken.add(id.toLowerCase())
    ids.set(operation.key, id)
  }
  return ids
}

function tries({ title, group, method, path }: Operation): string[] {
  const full = [method, ...words(path)]
  return [words(title), words(`${title} ${group ?? ''}`), full].map(camel)
}

function free(wanted: readonly string[], taken: ReadonlySet<string>): string {
  const good = wanted.filter((id) => /^[a-z]/i.test(id))
  return freeName(good.length > 0 ? good : ['operation'], (id) => taken.has(id.toLowerCase()))
}
