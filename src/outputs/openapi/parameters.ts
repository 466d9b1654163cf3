/** Parameters of an operation. */
import type { Operation, Parameter } from '../../model/contract.ts'
import { carriesCredential } from '../../model/credentials.ts'
import type { Context } from './context.ts'
import { schemaOf } from '../json-schema.ts'
import { tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

/** A placeholder of the document's path, and what the operation itself calls it. */
export type PathName = { readonly name: string; readonly own: string }

/** OpenAPI says these elsewhere and ignores them as parameters. */
const ELSEWHERE = new Set(['accept', 'content-type'])

/** One for each placeholder, then those of query and headers, none twice. */
export function parametersOf(context: Context, operation: Operation, names: readonly PathName[]): Doc[] {
  const others = operation.parameters.filter(
    (one) => one.in !== 'path' && !isElsewhere(one) && !carriesCredential(one, context.contract.security),
  )
  const unique = new Map(others.toReversed().map((one) => [id(one), one]))
  return [
    ...names.map((name) => pathParameter(context, operation, name)),
    ...[...unique.values()].toReversed().map((one) => parameterDoc(context, one)),
  ]
}

function pathParameter(context: Context, operation: Operation, { name, own }: PathName): Doc {
  const found = operation.parameters.find((one) => one.in === 'path' && one.name === own)
  if (found === undefined) return { name, in: 'path', required: true, schema: { type: 'string' } }
  return parameterDoc(context, { ...found, name, required: true })
}

function parameterDoc({ refer }: Context, parameter: Parameter): Doc {
  const schema = tidy({ ...schemaOf(parameter.shape, refer), default: parameter.default })
  const { name, in: place, description, required } = parameter
  return tidy({ name, in: place, description, required: required || undefined, schema })
}

function isElsewhere({ in: place, name }: Parameter): boolean {
  return place === 'header' && ELSEWHERE.has(name.toLowerCase())
}

/** Header names are the same in any casing. */
function id({ in: place, name }: Parameter): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`
}
