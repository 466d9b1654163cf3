/** Shapes of tables and examples together: tables give types, bounds and words; examples give the rest. */
import { hasPlaceholder, patternFrom, patternOf } from '../../model/pattern.ts'
import { ANY, type Field, type ObjectShape, type Pattern, type Shape } from '../../model/shape.ts'
import type { Row } from '../conventions/index.ts'
import { fieldFrom } from '../values/field.ts'

type Node = { row: Row | undefined; list: boolean; children: Map<string, Node> }

/** The object that rows describe: `address.city`, `user[name]` and `items[].id` nest, `category_<id>` is a pattern. */
export function objectFrom(rows: readonly Row[], required: (row: Row) => boolean): ObjectShape {
  const root: Node = { row: undefined, list: false, children: new Map() }
  for (const row of rows) {
    const path = split(row.name)
    let node = root
    for (const { name, list } of path) {
      const next: Node = node.children.get(name) ?? { row: undefined, list: false, children: new Map() }
      next.list ||= list
      node.children.set(name, next)
      node = next
    }
    node.row ??= row
  }
  return objectOf(root, required)
}

const DEEPEST = 12

function split(name: string): { name: string; list: boolean }[] {
  const parts = name.replaceAll(/\[(\w[\w-]*)\]/g, '.$1').split(/[./](?=[^.])/)
  const clean = parts.map((part) => ({
    name: part.replace(/\[\d*\]$/, '').replace(/^\$$/, ''),
    list: /\[\d*\]$/.test(part),
  }))
  const kept = clean.filter((part) => part.name !== '')
  return kept.length === 0 || kept.length > DEEPEST ? [{ name, list: false }] : kept
}

function objectOf(node: Node, required: (row: Row) => boolean): ObjectShape {
  const all = [...node.children].map(([name, child]): Field => {
    const shape = shapeOfNode(child, required)
    return child.row === undefined
      ? { name, shape, required: false }
      : fieldFrom({ ...child.row, name }, shape, required(child.row))
  })
  const fields = all.filter(({ name }) => !hasPlaceholder(name))
  const patterns = all.filter(({ name }) => hasPlaceholder(name)).map(patternFrom)
  return { kind: 'object', fields, ...(patterns.length === 0 ? {} : { patterns }), open: true }
}

function shapeOfNode(node: Node, required: (row: Row) => boolean): Shape {
  const stated = node.row?.shape
  if (node.children.size === 0)
    return node.list && stated?.kind !== 'array' ? { kind: 'array', items: stated ?? ANY } : (stated ?? ANY)
  const inner = objectOf(node, required)
  return node.list || stated?.kind === 'array' ? { kind: 'array', items: inner } : inner
}

/** What a table documents laid over what an example shows. Where the kinds are at odds, `trust` decides. */
export function overlay(example: Shape, documented: Shape, trust: 'example' | 'table'): Shape {
  if (example.kind === 'any') return documented
  if (example.kind === 'null') return trust === 'example' ? orNull(documented) : documented
  if (documented.kind === 'any') return example
  if (example.kind === 'union') return overUnion(example.options, documented, trust)
  if (documented.kind === 'union') return ofUnion(example, documented.options, trust)
  if (example.kind === 'array' && documented.kind === 'array') {
    return { kind: 'array', items: overlay(example.items, documented.items, trust) }
  }
  if (example.kind === 'array' && documented.kind === 'object' && documented.fields.length > 0) {
    return { kind: 'array', items: overlay(example.items, documented, trust) }
  }
  if (example.kind === 'object' && documented.kind === 'object') return overObjects(example, documented, trust)
  if (trust === 'example' && isOtherFormat(example, documented)) return example
  if (agree(example, documented)) return documented
  return trust === 'table' ? documented : example
}

/** An answer that shows null for what a table describes shows that it can be missing. */
function orNull(documented: Shape): Shape {
  if (documented.kind === 'any' || documented.kind === 'null') return documented
  const options = documented.kind === 'union' ? documented.options : [documented]
  return options.some(({ kind }) => kind === 'null')
    ? documented
    : { kind: 'union', options: [...options, { kind: 'null' }] }
}

function overUnion(options: readonly Shape[], documented: Shape, trust: 'example' | 'table'): Shape {
  const at = options.findIndex(
    (option) => option.kind !== 'null' && (agree(option, documented) || option.kind === documented.kind),
  )
  if (at < 0) return trust === 'table' ? documented : { kind: 'union', options }
  return {
    kind: 'union',
    options: options.map((option, index) => (index === at ? overlay(option, documented, trust) : option)),
  }
}

/** `string or null` where the example shows a string: the table knows more than one example can show. */
function ofUnion(example: Shape, options: readonly Shape[], trust: 'example' | 'table'): Shape {
  const at = options.findIndex((option) => agree(example, option))
  if (at < 0) return trust === 'table' ? { kind: 'union', options } : example
  return {
    kind: 'union',
    options: options.map((option, index) => (index === at ? overlay(example, option, trust) : option)),
  }
}

/** A table's "date" that the example shows with its time. */
function isOtherFormat(example: Shape, documented: Shape): boolean {
  if (example.kind !== 'string' || documented.kind !== 'string') return false
  return example.format !== undefined && documented.format !== undefined && example.format !== documented.format
}

/** An integer in the sample is no contradiction to a documented number, nor to a documented format of strings. */
function agree(example: Shape, documented: Shape): boolean {
  return example.kind === documented.kind || (example.kind === 'integer' && documented.kind === 'number')
}

/** Fields in the order of whichever of the two is trusted, then what only the other knows. */
function overObjects(shown: ObjectShape, documented: ObjectShape, trust: 'example' | 'table'): ObjectShape {
  if (documented.map) return documented
  if (documented.patterns === undefined) return overFields(shown, documented, trust)
  const isPatterned = ({ name }: Field): boolean => patternOf(documented, name) !== undefined
  const example = { ...shown, fields: shown.fields.filter((field) => !isPatterned(field)) }
  const patterns = documented.patterns.map((pattern) => {
    const own = shown.fields.filter(({ name }) => patternOf(documented, name) === pattern)
    return own.reduce<Pattern>(
      (known, field) => ({ ...known, shape: overlay(field.shape, known.shape, trust) }),
      numbered(pattern, own),
    )
  })
  return { ...overFields(example, documented, trust), patterns }
}

/** Where the names that are shown have digits in the place of the placeholder, nothing else stands there. */
function numbered(pattern: Pattern, shown: readonly Field[]): Pattern {
  const digits = { ...pattern, numeric: true }
  const fits = ({ name }: Field): boolean =>
    patternOf({ kind: 'object', fields: [], patterns: [digits], open: true }, name) !== undefined
  return shown.length > 0 && shown.every(fits) ? digits : pattern
}

function overFields(example: ObjectShape, documented: ObjectShape, trust: 'example' | 'table'): ObjectShape {
  const [first, second] = trust === 'table' ? [documented, example] : [example, documented]
  const [known, others] = [byName(first), byName(second)]
  const fields = first.fields.map((field) => {
    const other = others.get(field.name)
    if (other === undefined) return field
    return trust === 'table' ? both(other, field, trust) : both(field, other, trust)
  })
  const added = second.fields.filter((field) => !known.has(field.name)).map((field) => ({ ...field, required: false }))
  return { kind: 'object', fields: [...fields, ...added], open: example.open || documented.open }
}

function byName(shape: ObjectShape): ReadonlyMap<string, Field> {
  return new Map(shape.fields.map((field) => [field.name, field]))
}

function both(field: Field, row: Field, trust: 'example' | 'table'): Field {
  return {
    ...row,
    shape: overlay(field.shape, row.shape, trust),
    required: trust === 'table' ? row.required : field.required,
  }
}
