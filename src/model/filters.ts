/**
 * Which query parameters of a list choose among its records, and how, as their names tell: `adopted`, `filter[breed]`,
 * `statuses`, `created_after`, `min_price`, `age[gte]`, `q`.
 */
import type { Operation, Parameter } from './contract.ts'
import { objectOf, options } from './join.ts'
import { words } from './names.ts'
import { fieldOf } from './pattern.ts'
import { sameName, shapeAt, type Place } from './places.ts'
import { ANY, isDated } from './shape.ts'
import type { ObjectShape, Shape } from './shape.ts'

/** `from` and `to` mean the bound itself, too; `contains` looks for a text in any of the places. */
export type Test = 'equals' | 'from' | 'after' | 'to' | 'before' | 'contains'

export type Filter = {
  /** Of the parameter. */
  readonly name: string
  readonly test: Test
  /** Where the values stand in a record; one, but for `contains`. */
  readonly places: readonly Place[]
  /** Whether it names several of what the field has one of: `statuses=new,done`. */
  readonly many: boolean
}

const SEARCH =
  /^(?:q|query|search|search (?:term|text|query|string|phrase)|keywords?|phrase|find|suche|buscar|busca|recherche)$/
/** Names of fields stand in these: `where[name]`, `filter[name]`. */
const HOLDER = /^(?:where|filters?|conditions?|q|query)\[([^\][]+)\]/
/** Says what goes without saying: `filter[name][eq]`, `id[in]`. */
const EQUAL = /\[(?:eq|is|in)\]$/
const BOUNDS: readonly (readonly [Test, RegExp])[] = [
  ['from', /^(?:gte|ge|from|since|min|minimum|start|starting|desde)$/],
  ['after', /^(?:gt|after)$/],
  ['to', /^(?:lte|le|to|until|till|max|maximum|end|ending|hasta)$/],
  ['before', /^(?:lt|before)$/],
]
/** What names of times end in, and names of their bounds often lack. */
const TIMES = ['at', 'on', 'date', 'time']
const OF_TIME = /\b(?:date|time|timestamp|day|ISO ?8601|RFC ?3339)\b/i

/** The filters of an operation on records of this shape; parameters that `others` names are about something else. */
export function filtersOf(
  { parameters }: Pick<Operation, 'parameters'>,
  record: ObjectShape,
  others: readonly (string | undefined)[],
): readonly Filter[] {
  const asked = parameters.filter((one) => one.in === 'query' && !others.includes(one.name))
  return asked.flatMap((one) => filterOf(one, record) ?? [])
}

function filterOf(parameter: Parameter, record: ObjectShape): Filter | undefined {
  const { name } = parameter
  if (fieldOf(record, name) !== undefined) return { name, test: 'equals', places: [[name]], many: false }
  if (SEARCH.test(words(name).join(' '))) return search(name, record)
  const plain = words(name.replace(HOLDER, '$1').replace(EQUAL, ''))
  const place = placeOf(plain, record)
  if (place === undefined) return boundOf(parameter, plain, record)
  const many = plain.at(-1) !== words(place.at(-1) ?? '').at(-1)
  return { name, test: 'equals', places: [place], many }
}

function search(name: string, record: ObjectShape): Filter | undefined {
  const places = placesIn(record).filter((place) => kindsAt(record, place).includes('string'))
  return places.length === 0 ? undefined : { name, test: 'contains', places, many: false }
}

/** `created_after`, `min_price`, `age[gte]`: the bound is the first or the last word; what is left names the field. */
function boundOf(parameter: Parameter, plain: readonly string[], record: ObjectShape): Filter | undefined {
  for (const [word, rest] of [
    [plain.at(-1), plain.slice(0, -1)],
    [plain[0], plain.slice(1)],
  ] as const) {
    const test = BOUNDS.find(([, names]) => names.test(word ?? ''))?.[0]
    const place = test && (rest.length > 0 ? boundedPlace(rest, record) : timeOf(parameter, record))
    if (place !== undefined) return { name: parameter.name, test: test ?? 'equals', places: [place], many: false }
  }
  return undefined
}

function boundedPlace(rest: readonly string[], record: ObjectShape): Place | undefined {
  const whole = [rest, ...TIMES.map((time) => [...rest, time])]
  const found = whole.map((names) => placeOf(names, record)).find(Boolean)
  return (
    found ??
    (rest.length > 1 && TIMES.includes(rest.at(-1) ?? '') ? boundedPlace(rest.slice(0, -1), record) : undefined)
  )
}

/** `from` and `to` alone are bounds of the one time that records have, or of their creation, if they are times at all. */
function timeOf({ shape, description = '' }: Parameter, record: ObjectShape): Place | undefined {
  if (!isDated(shape) && !OF_TIME.test(description)) return undefined
  const times = placesIn(record).filter((place) => isTime(shapeAt(record, place), place))
  const made = times.find((place) =>
    /^(?:created?|created (?:at|on|date)|creation (?:date|time))$/.test(words(place.at(-1) ?? '').join(' ')),
  )
  return made ?? (times.length === 1 ? times[0] : undefined)
}

function isTime(shape: Shape = ANY, place: Place): boolean {
  const last = words(place.at(-1) ?? '').at(-1) ?? ''
  return isDated(shape) || (shape.kind === 'integer' && /^(?:time|date|timestamp)$/.test(last))
}

/** The scalar field that these words name, in singular or plural: of the record, of its wrapper, or of an object by both names. */
function placeOf(names: readonly string[], record: ObjectShape): Place | undefined {
  const wanted = names.join(' ')
  const places = placesIn(record)
  const own = places.filter(([first = '', ...rest]) => rest.length === 0 || WRAPPER.test(first))
  return (
    own.find((place) => sameName(place.at(-1), wanted)) ?? places.find((place) => sameName(place.join(' '), wanted))
  )
}

/** What the fields of a record stand in, as JSON:API has it. */
const WRAPPER = /^(?:attributes|fields|properties|data)$/i

/** Fields that hold one value, the record's own before those of objects in it (`attributes` of JSON:API). */
function placesIn(record: ObjectShape): Place[] {
  const below = record.fields.flatMap(({ name, shape }) =>
    (objectOf(shape)?.fields ?? []).map((field) => ({ place: [name, field.name], shape: field.shape })),
  )
  return [...record.fields.map(({ name, shape }) => ({ place: [name], shape })), ...below]
    .filter(({ shape }) => isScalar(shape))
    .map(({ place }) => place)
}

const SCALARS: ReadonlySet<Shape['kind']> = new Set(['string', 'integer', 'number', 'boolean', 'any', 'null'])

function isScalar(shape: Shape): boolean {
  return options(shape).every(({ kind }) => SCALARS.has(kind))
}

function kindsAt(record: ObjectShape, place: Place): readonly Shape['kind'][] {
  return options(shapeAt(record, place) ?? ANY).map(({ kind }) => kind)
}
