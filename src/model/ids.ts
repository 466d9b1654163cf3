/** Kinds of ids: a page that says `ID | The id of the kitten` and shows `"id": 2` means integers. */
import type { Contract, Operation, Parameter } from './contract.ts'
import { template } from './pairs.ts'
import { onceEach } from './remember.ts'
import { resources, sameResources } from './resources.ts'

/**
 * The contract with the kinds of path parameters that the page leaves open: a placeholder where the id of a record
 * stands, in any path, is an integer if the records' ids are. What the page states stays as it is.
 */
export const withIds: (contract: Contract) => Contract = onceEach(refined)

function refined(contract: Contract): Contract {
  const integers = resources(contract).filter(({ idKind }) => idKind === 'integer')
  if (integers.length === 0) return contract
  const items = new Set(integers.map(({ itemPath }) => template(itemPath)))
  // Only parameters differ, of which resources take what is told here.
  return sameResources(contract, {
    ...contract,
    operations: contract.operations.map((operation) => refine(operation, items)),
  })
}

function refine(operation: Operation, items: ReadonlySet<string>): Operation {
  const ids = idNames(operation.path, items)
  if (!operation.parameters.some((parameter) => isOpen(parameter, ids))) return operation
  const parameters = operation.parameters.map((parameter): Parameter => {
    return isOpen(parameter, ids) ? { ...parameter, shape: { kind: 'integer' } } : parameter
  })
  return { ...operation, parameters }
}

/** The placeholders at which the path so far is that of an item. */
function idNames(path: string, items: ReadonlySet<string>): ReadonlySet<string> {
  const found = [...path.matchAll(/\{([^{}]+)\}/g)].filter((match) =>
    items.has(template(path.slice(0, match.index + match[0].length))),
  )
  return new Set(found.map((match) => match[1] ?? ''))
}

function isOpen({ in: place, name, shape }: Parameter, ids: ReadonlySet<string>): boolean {
  return (
    place === 'path' &&
    ids.has(name) &&
    (shape.kind === 'any' || (shape.kind === 'string' && Object.keys(shape).length === 1))
  )
}
