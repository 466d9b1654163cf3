/** Shapes as TypeScript types. */
import { options } from '../../model/join.ts'
import type { Field, ObjectShape, Shape } from '../../model/shape.ts'
import { block, key, member, quoted } from './text.ts'

/** The name of the interface that a shape has, if it has one. */
export type Names = (shape: Shape) => string | undefined

/** The type of a shape: a name, or the type written out. */
export function typeOf(shape: Shape, names: Names): string {
  return names(shape) ?? written(shape, names)
}

/** The type written out, with names only inside. */
export function written(shape: Shape, names: Names): string {
  switch (shape.kind) {
    case 'any':
      return 'unknown'
    case 'null':
    case 'boolean':
      return shape.kind
    case 'integer':
    case 'number':
      return shape.values?.length ? shape.values.map(String).join(' | ') : 'number'
    case 'string':
      return shape.values?.length ? shape.values.map(quoted).join(' | ') : 'string'
    case 'array':
      return arrayType(shape.items, names)
    case 'object':
      return objectType(shape, names)
    case 'union':
      return [...new Set(options(shape).map((option) => typeOf(option, names)))].join(' | ') || 'unknown'
  }
}

/** The members of an object type. `filled` is for input where defaults are in place already. */
export function members(fields: readonly Field[], names: Names, filled = false): string[] {
  const unique = new Map(fields.toReversed().map((field) => [field.name, field]))
  return [...unique.values()].toReversed().map((field) => {
    const sure = field.required || (filled && field.default !== undefined)
    return member(key(field.name) + (sure ? '' : '?'), typeOf(field.shape, names), field.description)
  })
}

function objectType({ fields, open }: ObjectShape, names: Names): string {
  return fields.length === 0 && open ? '{ [name: string]: unknown }' : block(members(fields, names))
}

function arrayType(items: Shape, names: Names): string {
  const type = typeOf(items, names)
  const alternatives = items.kind === 'union' || ('values' in items && items.values !== undefined)
  return alternatives ? `(${type})[]` : `${type}[]`
}
