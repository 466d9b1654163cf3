/**
 * Texts of paths, queries, headers and forms as typed values. Strict: `1e3`, ` 1` and `01` are no integers, `yes` no boolean; `1`
 * and `True` are one, because forms of PHP and Python have these.
 */
import type { Json, Shape } from '../model/shape.ts'

const INTEGER = /^-?(?:0|[1-9]\d*)$/
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', '1'].map((text) => [text, true] as const),
  ...['false', 'False', '0'].map((text) => [text, false] as const),
])

/** The typed value where the text is one of the shape, else the text as it is, for the validator to refuse. */
export function coerce(shape: Shape, text: string): Json {
  switch (shape.kind) {
    case 'integer':
      return INTEGER.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text
    case 'number':
      return NUMBER.test(text) ? Number(text) : text
    case 'boolean':
      return BOOLEANS.get(text) ?? text
    case 'null':
      return text === 'null' ? null : text
    case 'array':
      return text === '' ? [] : text.split(',').map((item) => coerce(shape.items, item))
    case 'union':
      return coerceUnion(shape.options, text)
    case 'any':
    case 'string':
    case 'object':
      return text
  }
}

/** A parameter that was given several times is a list if the shape has lists; else it stays texts, to be refused. */
export function coerceAll(shape: Shape, texts: readonly string[]): Json {
  const list = [shape, ...(shape.kind === 'union' ? shape.options : [])].find((option) => option.kind === 'array')
  return list === undefined ? texts : texts.map((text) => coerce(list.items, text))
}

/** The first option that makes something else of the text than a text. */
function coerceUnion(options: readonly Shape[], text: string): Json {
  const values = options.filter((option) => option.kind !== 'array').map((option) => coerce(option, text))
  return values.find((value) => typeof value !== 'string') ?? text
}
