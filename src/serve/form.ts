/** The values of a form, typed as the page describes them. */
import { DEEPEST_FORM, isTooDeep, nestedForm, type FormFields, type FormValue, type Pair } from '../model/form.ts'
import { fieldOf } from '../model/pattern.ts'
import { ANY, type Json, type Shape } from '../model/shape.ts'
import { coerce, coerceAll } from './coerce.ts'
import { Failure } from './fail.ts'

/** Throws a Failure (400) for names that cannot be. */
export function typedForm(shape: Shape, pairs: readonly Pair[]): Json {
  for (const [name] of pairs) {
    if (name.includes('__proto__')) throw new Failure(400, 'The form has a field named __proto__.')
    if (isTooDeep(name)) throw new Failure(400, `The form is nested more than ${DEEPEST_FORM} levels deep.`)
  }
  return typedFields(shape, nestedForm(pairs, shape))
}

function typedFields(shape: Shape, fields: FormFields): Json {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typed(fieldOf(shape, name)?.shape ?? ANY, value)]),
  )
}

function typed(shape: Shape, value: FormValue): Json {
  if (typeof value === 'string') return coerce(shape, value)
  if (!isList(value)) return typedFields(shape, value)
  if (value.every((item) => typeof item === 'string')) return coerceAll(shape, value)
  const items = shape.kind === 'array' ? shape.items : ANY
  return value.map((item) => typed(items, item))
}

function isList(value: FormValue): value is readonly FormValue[] {
  return Array.isArray(value)
}
