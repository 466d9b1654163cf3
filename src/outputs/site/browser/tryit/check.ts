/** Whether a value fits a shape of the page, in words for the reader. */
import type { Json, ObjectShape, Shape } from '../../../../model/shape.ts'
import { say } from './say.ts'

/** `path` is where in the value: `owner.name`, `tags[2]`; empty is the value itself. */
export type Problem = { readonly path: string; readonly words: string }

const MOST = 20

/** What does not fit, at most 20 of it. */
export function check(shape: Shape, value: Json, path = ''): Problem[] {
  return [...problems(shape, value, path)].slice(0, MOST)
}

/** `owner.name: is missing` */
export function sentence({ path, words }: Problem): string {
  return path === '' ? words : `${path}: ${words}`
}

function* problems(shape: Shape, value: Json, path: string): Generator<Problem> {
  switch (shape.kind) {
    case 'any':
      return
    case 'null':
    case 'boolean':
      if (kindOf(value) !== shape.kind) yield { path, words: isNot(value, shape.kind) }
      return
    case 'integer':
    case 'number':
    case 'string':
      yield* scalar(shape, value).map((words) => ({ path, words }))
      return
    case 'array':
      if (!Array.isArray(value)) yield { path, words: isNot(value, 'array') }
      else for (const [at, item] of value.entries()) yield* problems(shape.items, item, `${path}[${at}]`)
      return
    case 'object':
      yield* fields(shape, value, path)
      return
    case 'union': {
      const all = shape.options.map((option) => [...problems(option, value, path)])
      if (all.every((found) => found.length > 0)) yield* all.toSorted((a, b) => a.length - b.length)[0] ?? []
    }
  }
}

function* fields(shape: ObjectShape, value: Json, path: string): Generator<Problem> {
  if (!isObject(value)) return yield { path, words: isNot(value, 'object') }
  for (const field of shape.fields) {
    const own = path === '' ? field.name : `${path}.${field.name}`
    const found = Object.hasOwn(value, field.name) ? value[field.name] : undefined
    if (found !== undefined) yield* problems(field.shape, found, own)
    else if (field.required) yield { path: own, words: say('isMissing') }
  }
}

type Scalar = Extract<Shape, { readonly kind: 'integer' | 'number' | 'string' }>

function scalar(shape: Scalar, value: Json): string[] {
  const right = shape.kind === 'integer' ? Number.isInteger(value) : typeof value === shape.kind
  if (!right) return [isNot(value, shape.kind)]
  const { values } = shape
  if (values !== undefined && !values.some((one) => one === value)) return [say('noneOf', values.join(', '))]
  return shape.kind === 'string' ? length(shape, String(value)) : bounds(shape, Number(value))
}

function bounds({ minimum, maximum }: Extract<Scalar, { kind: 'integer' | 'number' }>, value: number): string[] {
  if (minimum !== undefined && value < minimum) return [say('below', minimum)]
  return maximum !== undefined && value > maximum ? [say('above', maximum)] : []
}

function length({ minLength = 0, maxLength = Infinity }: Extract<Scalar, { kind: 'string' }>, text: string): string[] {
  const { length: count } = [...text]
  if (count < minLength) return [say('fewer', minLength)]
  return count > maxLength ? [say('more', maxLength)] : []
}

function isNot(value: Json, wanted: Shape['kind']): string {
  return say('isNot', noun(kindOf(value)), noun(wanted))
}

/** Null is called null everywhere. */
const noun = (kind: Shape['kind']): string => (kind === 'null' ? 'null' : say(kind))

function kindOf(value: Json): Shape['kind'] {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as 'boolean' | 'number' | 'string' | 'object' // JSON has no other
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The type of a shape as a table would say it: `integer`, `string[]`, `uuid`. */
export function typeWords(shape: Shape): string {
  if (shape.kind === 'array') return shape.items.kind === 'any' ? 'array' : `${typeWords(shape.items)}[]`
  if (shape.kind === 'union') return [...new Set(shape.options.map(typeWords))].join(' or ')
  if (shape.kind === 'string')
    return shape.format === undefined ? 'string' : shape.format === 'binary' ? 'file' : shape.format
  return shape.kind === 'any' ? '' : shape.kind
}
