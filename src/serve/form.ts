/** The values of a form, typed as the page describes them, where names say what lies in what: `user[name]`, `tags[]`. */
import { fieldOf } from '../model/pattern.ts'
import type { Json, Shape } from '../model/shape.ts'
import { coerce, coerceAll } from './coerce.ts'
import { Failure } from './fail.ts'

/** A form as parsed: a name that stands there twice has a list. */
export type Form = Readonly<Record<string, string | readonly string[]>>

/** How deep fields of forms may be nested. */
const DEEPEST = 8

/**
 * `metas[order]=1042` is a field of a field; `tags[]=a`, or what comes twice, is in a list; what the page itself calls
 * so, brackets and all, is that field. Throws a Failure (400) for names that cannot be.
 */
export function typedForm(shape: Shape, form: Form): Json {
  const keys = Object.keys(form)
  if (keys.some((key) => key.includes('__proto__'))) throw new Failure(400, 'The form has a field named __proto__.')
  if (keys.some((key) => key.split('[').length > DEEPEST))
    throw new Failure(400, `The form is nested more than ${DEEPEST} levels deep.`)
  const groups = Map.groupBy(Object.entries(form), ([key]) =>
    key.includes('[') && fieldOf(shape, key) !== undefined ? key : (/^[^[]*/.exec(key)?.[0] ?? ''),
  )
  return Object.fromEntries([...groups].map(([name, pairs]) => [name, fieldValue(shape, name, pairs)]))
}

function fieldValue(shape: Shape, name: string, pairs: readonly (readonly [string, Form[string]])[]): Json {
  const field = fieldOf(shape, name)?.shape ?? { kind: 'any' }
  const inner = pairs.map(([key, value]) => [/^\[([^\]]+)\](.*)$/.exec(key.slice(name.length)), value] as const)
  const below = inner.flatMap(([match, value]) =>
    match ? [[(match[1] ?? '') + (match[2] ?? ''), value] as const] : [],
  )
  if (below.length > 0) return typedForm(field, Object.fromEntries(below))
  const [[key, value] = ['', '']] = pairs
  return typeof value === 'string' && !key.endsWith('[]') ? coerce(field, value) : coerceAll(field, [value].flat())
}
