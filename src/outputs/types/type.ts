/** Shapes as TypeScript types. */
import { options } from '../../model/join.ts'
import { literalsOf } from '../../model/pattern.ts'
import type { Field, ObjectShape, Pattern, Shape } from '../../model/shape.ts'
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

function objectType(shape: ObjectShape, names: Names): string {
  const { fields, open, patterns = [] } = shape
  if (fields.length === 0 && patterns.length === 0 && open) return '{ [name: string]: unknown }'
  return block([...members(fields, names), ...patterns.map((pattern) => indexOf(shape, pattern, names))])
}

/** The index signature of a pattern. Whatever else has such a name for the compiler is of its type, too. */
function indexOf({ fields, patterns = [] }: ObjectShape, pattern: Pattern, names: Names): string {
  const literals = literalsOf(pattern)
  const like = new RegExp(`^${literals.map((text) => RegExp.escape(text)).join('.*')}$`)
  const alike = [pattern, ...(pattern.numeric ? [] : [...fields, ...patterns].filter(({ name }) => like.test(name)))]
  const type = [...new Set(alike.map((one) => typeOf(one.shape, names)))].join(' | ')
  const name = `[name: ${template(literals, pattern.numeric)}]`
  return member(name, type, pattern.description)
}

function template(literals: readonly string[], numeric: boolean): string {
  const texts = literals.map((text) => text.replaceAll(/[`\\$]/g, String.raw`\$&`))
  return literals.join('') === ''
    ? numeric
      ? 'number'
      : 'string'
    : `\`${texts.join(numeric ? '${number}' : '${string}')}\``
}

function arrayType(items: Shape, names: Names): string {
  const type = typeOf(items, names)
  const alternatives = items.kind === 'union' || ('values' in items && items.values !== undefined)
  return alternatives ? `(${type})[]` : `${type}[]`
}
