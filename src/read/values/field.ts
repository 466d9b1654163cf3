/** One row of a table, as a field: the column's words, the name cell's and the description's, taken together. */
import type { Inline } from '../../model/page.ts'
import { requiredCell } from '../../model/need.ts'
import { type Field, type Json, type NumberShape, type Shape, type StringShape } from '../../model/shape.ts'
import { typeInProse } from './prose-type.ts'
import { typeOf } from './types.ts'
import { boundsInProse, defaultCell, defaultInProse, literal, requiredInProse, valuesInProse } from './wording.ts'

/** The cells of a row by what their column is. */
export type Cells = {
  readonly name: Inline
  readonly type?: Inline | undefined
  readonly required?: Inline | undefined
  /** A column headed "Optional", where yes means no. */
  readonly optional?: Inline | undefined
  readonly default?: Inline | undefined
  readonly values?: Inline | undefined
  readonly description?: Inline | undefined
}

/** A field as a table documents it. What the table does not say is undefined, so that examples can say it. */
export type Documented = {
  readonly name: string
  readonly shape: Shape | undefined
  readonly required: boolean | undefined
  readonly description: string | undefined
  readonly default: Json | undefined
}

/** Reads a row; undefined where the name cell holds no name. */
export function documented(cells: Cells): Documented | undefined {
  const { name, words } = nameCell(cells.name)
  if (name === undefined) return undefined
  const description = cells.description?.text.trim() ?? ''
  if (isLabel(cells.name)) return undefined
  const marks = words.map((word) => ({ type: typeOf(word), required: requiredCell(word) }))
  const stated = typeCell(cells.type) ?? marks.find((mark) => mark.type !== undefined)?.type
  const value =
    cells.default === undefined || isProse(cells.default) ? undefined : defaultCell(cells.default.text, stated)
  const fallback = value ?? defaultInProse(description, stated)
  const shape = narrowed(
    stated ?? typeOfDefault(fallback) ?? (cells.description && typeInProse(cells.description)),
    cells,
    name,
  )
  const required =
    columnRequired(cells) ??
    marks.find((mark) => mark.required !== undefined)?.required ??
    star(cells.name) ??
    requiredInProse(description)
  return {
    name,
    shape,
    required,
    description: description === '' ? undefined : description,
    default: fits(fallback, shape),
  }
}

/** A documented field as a field of a contract, with what is unsaid filled in. */
export function fieldFrom(row: Documented, shape: Shape, required: boolean): Field {
  return {
    name: row.name,
    shape,
    required,
    ...(row.description === undefined ? {} : { description: row.description }),
    ...(row.default === undefined ? {} : { default: row.default }),
  }
}

const NAME = /^[>»\s*└├─·-]*([\p{L}\p{N}_$@][\p{L}\p{N}_.\-[\]$@:/{}<>]*)/u

/** The name, and the marks after it: "`id` *int, optional*" → id; int, optional. */
function nameCell(cell: Inline): { name: string | undefined; words: readonly string[] } {
  const code = cell.codes[0]?.trim()
  const text = cell.text.trim()
  const whole = code !== undefined && text.startsWith(code) && !/\s/.test(code) ? code : NAME.exec(text)?.[1]
  if (whole === undefined || whole.length > 120) return { name: undefined, words: [] }
  const name = whole.replace(/[.:]+$/, '').replace(/^\{([\w-]+)\}$|^<([\w-]+)>$|^:(?=\w)/, '$1$2')
  const rest = text.slice(text.indexOf(whole) + whole.length).replaceAll(/^[\s*([:–—-]+|(?<![\s)\].])[\s)\].]+$/g, '')
  return { name: name === '' ? undefined : name, words: marks(rest) }
}

/** "SECRET KEY" tells what is meant and is no name that a request could carry. */
function isLabel({ text, codes }: Inline): boolean {
  if (codes.length > 0 || !/^\s*[A-Z]{2,}\s/.test(text)) return false
  const [first, ...others] = text.trim().split(/\s+/)
  const marked = others.some((word) => typeOf(word) !== undefined || requiredCell(word) !== undefined)
  return others.length > 0 && !marked && /^[A-Z]{2,}$/.test(first ?? '') && !/[^A-Z\s]/.test(text)
}

function marks(rest: string): string[] {
  if (rest === '' || rest.length > 100) return []
  return rest
    .split(/[,;|\n]+|\s+-\s+/)
    .flatMap((part) => (typeOf(part) === undefined ? [part, ...part.split(/[\s()]+/)] : [part]))
}

function star(cell: Inline): boolean | undefined {
  return /^[`\w.\-[\]]+\s*\*/.test(cell.text.trim()) ? true : undefined
}

/** The type column, whose words may also say that the thing is optional: "string, optional". */
function typeCell(cell: Inline | undefined): Shape | undefined {
  if (cell === undefined) return undefined
  return (
    typeOf(cell.text) ??
    cell.text
      .split(/[,;]/)
      .map(typeOf)
      .find((shape) => shape !== undefined)
  )
}

function columnRequired(cells: Cells): boolean | undefined {
  if (cells.required !== undefined) return requiredCell(cells.required.text)
  if (cells.optional !== undefined) {
    const optional = requiredCell(cells.optional.text)
    return optional === undefined ? undefined : !optional
  }
  const inType = cells.type?.text
    .split(/[,;()\s]+/)
    .map((word) => (/^(?:required|optional|mandatory)$/i.test(word) ? requiredCell(word) : undefined))
  return inType?.find((value) => value !== undefined)
}

function typeOfDefault(value: Json | undefined): Shape | undefined {
  if (typeof value === 'boolean') return { kind: 'boolean' }
  return typeof value === 'number' ? { kind: Number.isInteger(value) ? 'integer' : 'number' } : undefined
}

/** Adds what the description or a values column says: enumeration and bounds. */
function narrowed(shape: Shape | undefined, cells: Cells, name: string): Shape | undefined {
  const listed = [cells.values, cells.description]
    .map((cell) => (cell === undefined ? undefined : valuesInProse(cell)))
    .find(Boolean)
  // "One of `amount`, `cost` is required" lists fields, not values.
  const values = listed?.includes(name) === true ? undefined : listed
  if (shape === undefined) return values === undefined ? undefined : ({ kind: 'string', values } satisfies StringShape)
  const bounds = boundsInProse(`${cells.description?.text ?? ''} ${cells.values?.text ?? ''}`)
  if (shape.kind === 'string') return { ...shape, ...(values === undefined ? {} : { values }), ...lengths(bounds) }
  if (shape.kind === 'integer' || shape.kind === 'number') return numbers(shape, values, bounds)
  return shape
}

function lengths(bounds: ReturnType<typeof boundsInProse>): Partial<StringShape> {
  if (bounds === undefined || !bounds.characters) return {}
  const whole = [bounds.minimum, bounds.maximum].every(
    (bound) => bound === undefined || (Number.isInteger(bound) && bound >= 0),
  )
  if (!whole) return {}
  return {
    ...(bounds.minimum === undefined ? {} : { minLength: bounds.minimum }),
    ...(bounds.maximum === undefined ? {} : { maxLength: bounds.maximum }),
  }
}

function numbers(
  shape: NumberShape,
  values: readonly string[] | undefined,
  bounds: ReturnType<typeof boundsInProse>,
): NumberShape {
  const allowed = values?.map(Number).filter(Number.isFinite)
  if (allowed !== undefined && allowed.length === values?.length) return { ...shape, values: allowed }
  if (bounds === undefined || bounds.characters) return shape
  const { characters: _, ...limits } = bounds
  return { ...shape, ...limits }
}

/** "Previous value" or `uuid4()` in a default column tells how the value is found, not what it is. */
function isProse(cell: Inline): boolean {
  const text = cell.text.trim()
  return /\w\(\S*\)$/.test(text) || (/\s/.test(text) && cell.codes.length === 0 && !/^["'“].*["'”]$/.test(text))
}

/** A default that the shape does not allow is a slip of the page and is not used. */
function fits(value: Json | undefined, shape: Shape | undefined): Json | undefined {
  if (value === undefined || shape === undefined) return value
  if (shape.kind === 'string' && shape.values !== undefined && !shape.values.includes(String(value))) return undefined
  return typeof value === 'string' ? literal(value, shape) : value
}
