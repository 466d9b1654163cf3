/** A field of a body as forms send it. */
import type { Json } from '../../../../model/shape.ts'
import type { Pair } from './request.ts'
import { untyped } from './typed.ts'

/**
 * One pair a value, with what lies in what in brackets: `owner[name]`, `items[0][price]`. A list of plain values comes by
 * one name, `tag` and `tag`, inside of another field `owner[tags][]`.
 */
export function formPairs(name: string, value: Json): Pair[] {
  if (typeof value !== 'object' || value === null) return [[name, untyped(value)]]
  if (!isList(value)) return Object.entries(value).flatMap(([key, inner]) => formPairs(`${name}[${key}]`, inner))
  if (value.some((item) => typeof item === 'object' && item !== null))
    return value.flatMap((item, at) => formPairs(`${name}[${at}]`, item))
  return value.map((item) => [name.endsWith(']') && !name.endsWith('[]') ? `${name}[]` : name, untyped(item)])
}

function isList(value: Exclude<Json, null | string | number | boolean>): value is readonly Json[] {
  return Array.isArray(value)
}
