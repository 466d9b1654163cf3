/** Shapes: what a JSON value may look like. Inferred from samples and tables, used to validate, to emit schemas and types. */

export type Shape =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | NumberShape
  | StringShape
  | { readonly kind: 'array'; readonly items: Shape }
  | ObjectShape
  | { readonly kind: 'union'; readonly options: readonly Shape[] }

export type NumberShape = {
  readonly kind: 'integer' | 'number'
  readonly minimum?: number
  readonly maximum?: number
  readonly values?: readonly number[]
}

export type StringShape = {
  readonly kind: 'string'
  /** JSON Schema's names: `date-time`, `date`, `uuid`, `email`, `uri`, `binary` … */
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  /** The enumeration, when there is one. */
  readonly values?: readonly string[]
}

/**
 * `open` objects may have fields that are not listed; `patterns` describe those whose names are data in part. Of a
 * `map`, which lists none, all names are data.
 */
export type ObjectShape = {
  readonly kind: 'object'
  readonly fields: readonly Field[]
  readonly patterns?: readonly Pattern[]
  readonly open: boolean
  readonly map?: true
}

/** Fields with a placeholder in their name, such as `category_{id}`; `numeric` where only digits stand for it. */
export type Pattern = Field & { readonly numeric: boolean }

export type Field = {
  /** As it goes over the wire. */
  readonly name: string
  readonly shape: Shape
  readonly required: boolean
  readonly description?: string
  /** A JSON value. */
  readonly default?: Json
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export const ANY: Shape = { kind: 'any' }

/** Whether values of a shape are days or times. */
export function isDated(shape: Shape): boolean {
  return shape.kind === 'string' && shape.format?.startsWith('date') === true
}
