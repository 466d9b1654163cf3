/** Whether a value is of a shape, found by walking it: compiling a validator for each answer of each real page takes longer. */
import { patternSource } from '../../src/model/pattern.ts'
import type { Json, ObjectShape, Shape } from '../../src/model/shape.ts'

/** Where a value is not as the shape says, in words; undefined where it is. Formats, which are guessed, do not count. */
export function misfit(shape: Shape, value: Json | undefined, path = ''): string | undefined {
  const wrong = (so: boolean): string | undefined =>
    so ? undefined : `${path || 'the answer'} is no ${shape.kind}: ${JSON.stringify(value)?.slice(0, 80)}`
  switch (shape.kind) {
    case 'any':
      return undefined
    case 'null':
      return wrong(value === null)
    case 'boolean':
      return wrong(typeof value === 'boolean')
    case 'integer':
    case 'number':
      return wrong(
        typeof value === 'number' &&
          (shape.kind === 'number' || Number.isInteger(value)) &&
          value >= (shape.minimum ?? -Infinity) &&
          value <= (shape.maximum ?? Infinity) &&
          (shape.values?.includes(value) ?? true),
      )
    case 'string':
      return wrong(
        typeof value === 'string' &&
          [...value].length >= (shape.minLength ?? 0) &&
          [...value].length <= (shape.maxLength ?? Infinity) &&
          (shape.values?.includes(value) ?? true),
      )
    case 'array':
      if (!Array.isArray(value)) return wrong(false)
      return first(value.map((item: Json, at) => () => misfit(shape.items, item, `${path}[${at}]`)))
    case 'object':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(false)
      return inObject(shape, value as Readonly<Record<string, Json>>, path)
    case 'union':
      return wrong(shape.options.some((option) => misfit(option, value) === undefined))
  }
}

function inObject(shape: ObjectShape, value: Readonly<Record<string, Json>>, path: string): string | undefined {
  const { fields, patterns = [] } = shape
  const named = fields.map((field) => () => {
    const at = `${path}.${field.name}`
    if (Object.hasOwn(value, field.name)) return misfit(field.shape, value[field.name], at)
    return field.required ? `${at} is missing` : undefined
  })
  const matched = patterns.flatMap((pattern) => {
    const name = new RegExp(patternSource(shape, pattern), 'u')
    return Object.keys(value).flatMap((key) =>
      name.test(key) ? [() => misfit(pattern.shape, value[key], `${path}.${key}`)] : [],
    )
  })
  return first([...named, ...matched])
}

function first(looks: readonly (() => string | undefined)[]): string | undefined {
  for (const look of looks) {
    const found = look()
    if (found !== undefined) return found
  }
  return undefined
}
