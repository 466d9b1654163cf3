/** What every part of the document needs to know of the others. */
import type { Contract } from '../../model/contract.ts'
import { withIds } from '../../model/ids.ts'
import { freeName } from '../../model/names.ts'
import { naming } from '../../model/naming.ts'
import type { Naming } from '../../model/naming.ts'
import { pascal } from '../casing.ts'
import { operationIds } from './ids.ts'
import type { Refer } from '../json-schema.ts'
import { schemesOf } from './security.ts'
import type { Scheme } from './security.ts'
import { sharedErrors } from './shared-errors.ts'
import type { SharedError } from './shared-errors.ts'

export type Context = {
  readonly contract: Contract
  readonly naming: Naming
  /** Component names of the records, by their words. */
  readonly schemas: ReadonlyMap<Naming['named'][number], string>
  readonly refer: Refer
  /** operationId by key of the operation. */
  readonly ids: ReadonlyMap<string, string>
  readonly schemes: readonly Scheme[]
  readonly errors: readonly SharedError[]
}

export function context(read: Contract): Context {
  const contract = withIds(read)
  const records = naming(contract)
  const schemas = componentNames(records)
  const refer: Refer = (shape) => {
    const name = records.nameOf(shape)
    return name && { $ref: `#/components/schemas/${schemas.get(name)}` }
  }
  return {
    contract,
    naming: records,
    schemas,
    refer,
    ids: operationIds(contract),
    schemes: schemesOf(contract.security),
    errors: sharedErrors(contract),
  }
}

/** `Error` is the name of what errors look like. */
function componentNames({ named }: Naming): Context['schemas'] {
  const taken = new Set(['Error'])
  const names = new Map<Naming['named'][number], string>()
  for (const one of named) {
    const name = freeName([pascal(one.words) || 'Record'], (free) => taken.has(free))
    taken.add(name)
    names.set(one, name)
  }
  return names
}
