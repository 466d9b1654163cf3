/** What rules ask of JSON samples: kinds of values, the records in them, where a field stands. */
import { isRecord } from '../../model/places.ts'
import { whole } from '../../model/vocabulary.ts'
import type { Json } from '../../model/shape.ts'

export type Record_ = { readonly [key: string]: Json }

export function kindOf(value: Json): 'null' | 'array' | 'object' | 'boolean' | 'number' | 'string' {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'string') return 'string'
  return Array.isArray(value) ? 'array' : 'object'
}

/** Every object inside a value, itself first. */
export function* records(value: Json): Generator<Record_> {
  if (isRecord(value)) yield value
  if (typeof value !== 'object' || value === null) return
  for (const item of Array.isArray(value) ? (value as readonly Json[]) : Object.values(value)) yield* records(item) // see kindOf
}

/** The line, from 0, and the column, from 1, of a field's name in a JSON text; its start where it does not stand. */
export function lineOfField(text: string, name: string): { readonly line: number; readonly column: number } {
  const key = `"${name}"`
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (!/^\s*:/.test(text.slice(at + key.length, at + key.length + 20))) continue
    const before = text.slice(0, at).split('\n')
    return { line: before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 }
  }
  return { line: 0, column: 1 }
}

/** `"<id>"`, `"string"` or `""` in a sample stands for a value of any type. */
export function standsForAny(value: Json): boolean {
  if (typeof value !== 'string') return false
  return STANDS_FOR.test(value) || /^[A-Z][A-Z_]{2,}$/.test(value)
}

const STANDS_FOR = whole(String.raw`
  <.*>|\{.*\}|\[.*\]|\.*|…|x+
  (?:string|integer|int|number|float|boolean|bool|date|id|value).*
`)

/** `an object`, `a string`. */
export function withArticle(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`
}
