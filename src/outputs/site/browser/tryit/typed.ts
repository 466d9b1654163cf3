/** What is typed into a field, as a value of its shape. */
import type { Json, Shape } from '../../../../model/shape.ts'

/**
 * The value that a text means; a text that is none of the shape stays a text, so that the check says so. Lists are JSON,
 * or one item a line.
 */
export function typed(shape: Shape, text: string): Json {
  switch (shape.kind) {
    case 'integer':
    case 'number':
      return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'null':
      return text === 'null' ? null : text
    case 'array':
      return (
        parsed(text) ??
        text
          .split('\n')
          .filter(Boolean)
          .map((line) => typed(shape.items, line))
      )
    case 'object':
      return parsed(text) ?? text
    case 'union': {
      const values = shape.options.map((option) => typed(option, text))
      return values.find((value) => typeof value !== 'string') ?? text
    }
    case 'any':
      return /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false|null|[{[][^]*[}\]])$/.test(text) ? (parsed(text) ?? text) : text
    case 'string':
      return text
  }
}

/** JSON, undefined where it is none. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json // JSON.parse makes nothing else
  } catch {
    return undefined
  }
}

/** A value as one would type it: texts as they are, the rest as JSON. */
export function untyped(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, typeof value === 'object' ? 2 : undefined)
}
