/** Fields whose names are data in part: `category_{id}` stands for category_1, category_2 and so on. */
import type { Field, ObjectShape, Pattern, Shape } from './shape.ts'

const PLACEHOLDER = /<[\p{L}\p{N}_ -]+>|\{[\p{L}\p{N}_ -]+\}/gu

/** Whether a documented name has a placeholder: `category_<id>`. */
export function hasPlaceholder(name: string): boolean {
  return name.search(PLACEHOLDER) >= 0
}

/** The pattern that a documented field with placeholders in its name is: `category_<id>` → `category_{id}`. */
export function patternFrom(field: Field): Pattern {
  const name = field.name.replaceAll(PLACEHOLDER, (placeholder) => `{${placeholder.slice(1, -1)}}`)
  return { ...field, name, required: false, numeric: false }
}

/** The literal texts around the placeholders: `category_{id}` → `category_` and an empty one. */
export function literalsOf({ name }: Pick<Pattern, 'name'>): readonly string[] {
  return name.split(PLACEHOLDER)
}

/** The field of an object shape by its wire name, be it that of a pattern; undefined for other shapes too. */
export function fieldOf(shape: Shape, name: string): Field | undefined {
  if (shape.kind !== 'object') return undefined
  return shape.fields.find((field) => field.name === name) ?? patternOf(shape, name)
}

/** The pattern among those of an object that a name fits; undefined where a field has just that name. */
export function patternOf({ fields, patterns = [] }: ObjectShape, name: string): Pattern | undefined {
  if (patterns.length === 0 || fields.some((field) => field.name === name)) return undefined
  return patterns.find((pattern) => new RegExp(source(pattern), 'u').test(name))
}

/** Names of this pattern as a regular expression; fields of the object that have names of their own are none of it. */
export function patternSource({ fields }: ObjectShape, pattern: Pattern): string {
  const own = source(pattern)
  const named = fields.filter(({ name }) => new RegExp(own, 'u').test(name)).map(({ name }) => escaped(name))
  return named.length === 0 ? own : own.replace('^', `^(?!(?:${named.join('|')})$)`)
}

/** A placeholder stands for one word, so that `category_{id}` is not category_comments_2. */
function source(pattern: Pattern): string {
  return `^${literalsOf(pattern)
    .map(escaped)
    .join(pattern.numeric ? '[0-9]+' : '[^_]+')}$`
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}
