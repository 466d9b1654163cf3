/** New and changed records: what a body, the page's defaults and the page's examples make of them. */
import { randomBytes, randomUUID } from 'node:crypto'
import { words } from '../model/names.ts'
import { at, isRecord } from '../model/places.ts'
import type { Resource } from '../model/resources.ts'
import { listed } from './cut.ts'
import { patternOf } from '../model/pattern.ts'
import { onceEach } from '../model/remember.ts'
import type { Field, Json, Shape } from '../model/shape.ts'
import type { Id } from '../store/index.ts'

export type JsonObject = { readonly [key: string]: Json }

/** Fields that a body may carry, at the place where the page's body has the record. */
export type Writing = { readonly fields: readonly Field[]; readonly example: Json | undefined }

/**
 * Makes records in the order of fields that the page shows: from what was sent, else the page's default, else (for what a
 * caller cannot send) the time for time stamps and what the page's examples show for the rest.
 */
export function recordMaker(resource: Resource, writing: Writing): (given: Given) => JsonObject {
  const { idName, idKind, record, examples } = resource
  const compose = composer(record.fields, { bodies: writing.fields, shown: [writing.example, ...examples] })
  const hasId = record.fields.some(({ name }) => name === idName)
  return ({ sent, id }) => {
    // A whole number that the store gave is written as a text where the page's ids are texts: `"id": "12"`.
    const own = idKind === 'string' && !Object.hasOwn(sent, idName) ? String(id) : id
    const made = compose({ ...sent, [idName]: own })
    return hasId ? made : { [idName]: own, ...made }
  }
}

type Given = { readonly sent: JsonObject; readonly id: Id }

/** One such record. */
export function newRecord(resource: Resource, writing: Writing, given: Given): JsonObject {
  return recordMaker(resource, writing)(given)
}

/** `bodies` are the fields that a caller may send; `shown` are records of the page, the most telling first. */
type Composing = { readonly bodies: readonly Field[]; readonly shown: readonly (Json | undefined)[] }
/** The answer to the creation, and the first example of a record. */
const MOST_TELLING = 2
type Compose = (sent: JsonObject) => JsonObject

/** What does not depend on what is sent is worked out once. */
function composer(fields: readonly Field[], around: Composing): Compose {
  const known = new Map(fields.map((field) => [field.name, part(field.name, field.shape, around)] as const))
  return (sent) => {
    const made: Record<string, Json> = {}
    for (const [name, value] of known) add(made, name, value(sent))
    for (const name in sent)
      if (Object.hasOwn(sent, name) && !known.has(name)) add(made, name, part(name, undefined, around)(sent))
    return made
  }
}

function add(made: Record<string, Json>, name: string, value: Json | undefined): void {
  if (value !== undefined) made[name] = value
}

/** The value of one field. */
function part(
  name: string,
  shape: Shape | undefined,
  { bodies, shown }: Composing,
): (sent: JsonObject) => Json | undefined {
  const body = bodies.find((one) => one.name === name)
  const there = shown.map((record) => at(record, [name]))
  const otherwise = untold(name, body, there)
  let inner: Compose | undefined
  return (sent) => {
    if (!Object.hasOwn(sent, name)) return otherwise()
    const own = sent[name]
    if (!isRecord(own)) return own ?? null
    return (inner ??= composer(fieldsOf(shape), { bodies: fieldsOf(body?.shape), shown: there }))(own)
  }
}

function fieldsOf(shape: Shape | undefined): readonly Field[] {
  return shape?.kind === 'object' ? listed(shape) : []
}

/** What a field has that was not sent: where callers may send it, nothing that the page only shows, but for nothing itself. */
function untold(name: string, body: Field | undefined, shown: readonly (Json | undefined)[]): () => Json | undefined {
  if (body !== undefined) {
    const value = body.default ?? blankIn(shown)
    return () => value
  }
  const example = shown.slice(0, MOST_TELLING).find((value) => value !== undefined)
  const isTimed = isTime(name, ['created', 'updated', 'modified', 'inserted'])
  return () => (isTimed ? timeLike(example) : undefined) ?? example
}

/** What all examples that have the field show of it, if that is nothing. */
function blankIn(shown: readonly (Json | undefined)[]): Json | undefined {
  const there = shown.filter((value) => value !== undefined)
  return there.every(isBlank) ? there[0] : undefined
}

/** null, false, an empty text or list, and objects that hold nothing else. */
function isBlank(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) ? Object.values(value).every(isBlank) : value === null || value === false || value === ''
}

/** The old record with what was sent, on every level; `updated_at` and the like say when. The id stays. */
export function changedRecord(resource: Resource, old: JsonObject, sent: JsonObject): JsonObject {
  const { [resource.idName]: _, ...others } = sent
  return merged(old, others)
}

function merged(old: JsonObject, sent: JsonObject): JsonObject {
  const changed: Record<string, Json> = { ...old }
  for (const [name, value] of Object.entries(sent)) {
    const before = old[name]
    changed[name] = isRecord(before) && isRecord(value) ? merged(before, value) : value
  }
  for (const [name, value] of Object.entries(old)) {
    if (!Object.hasOwn(sent, name) && isTime(name, ['updated', 'modified'])) changed[name] = timeLike(value) ?? value
  }
  return changed
}

/** Only the fields that the page's body has, so that nothing is stored that no one described; itself where it has no others. */
export function writable(shape: Shape, sent: JsonObject): JsonObject {
  const isKnown = knownIn(shape)
  if (isKnown === undefined || Object.keys(sent).every(isKnown)) return sent
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isKnown(name)))
}

/** Says which names a shape has; undefined where it has any. */
const knownIn = onceEach((shape: Shape): ((name: string) => boolean) | undefined => {
  if (shape.kind !== 'object' || listed(shape).length === 0) return undefined
  const names = new Set(shape.fields.map(({ name }) => name))
  return (name) => names.has(name) || patternOf(shape, name) !== undefined
})

/** `created_at`, `updatedOn`, `date_modified` … */
function isTime(name: string, verbs: readonly string[]): boolean {
  const parts = words(name)
  const [verb, ...rest] = parts.filter((part) => !['at', 'on', 'date', 'time', 'timestamp', 'utc'].includes(part))
  return parts.length > 0 && rest.length === 0 && verb !== undefined && verbs.includes(verb)
}

/** Now, written as the example writes times; undefined where the example is no time. */
function timeLike(shown: Json | undefined): Json | undefined {
  const now = new Date()
  if (typeof shown === 'number')
    return shown > 1e11 ? now.getTime() : shown > 1e8 ? Math.floor(now.getTime() / 1000) : undefined
  if (typeof shown !== 'string' || !/^\d{4}-\d\d-\d\d/.test(shown)) return undefined
  const iso = now.toISOString()
  if (shown.length === 10) return iso.slice(0, 10)
  const seconds = /\.\d/.test(shown) ? iso.slice(0, -1) : iso.slice(0, 19)
  const zone = /[Zz]$/.test(shown) ? 'Z' : (/[+-]\d\d:?\d\d$/.exec(shown)?.[0].replaceAll(/\d/g, '0') ?? '')
  return (shown[10] === ' ' ? seconds.replace('T', ' ') : seconds) + zone
}

/** An id of the kind that the page shows; undefined where the store's own whole numbers are of that kind. */
export function idLike(resource: Resource): Id | undefined {
  if (resource.idKind === 'integer') return undefined
  const shown = resource.examples
    .map((record) => at(record, [resource.idName]))
    .find((value) => typeof value === 'string')
  if (shown === undefined || /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(shown)) return randomUUID()
  if (/^\d+$/.test(shown)) return undefined
  const [, prefix = '', rest = ''] = /^([A-Za-z]+[_-])?(.*)$/.exec(shown) ?? []
  const length = Math.min(Math.max(rest.length, 12), 40)
  if (/^[0-9a-f]+$/i.test(rest)) return prefix + randomBytes(length).toString('hex').slice(0, length)
  return (
    prefix +
    randomBytes(length * 2)
      .toString('base64url')
      .replaceAll(/[-_]/g, '')
      .slice(0, length)
  )
}

/** The answer to a removal as the page shows it, with the id that was asked for. */
export function withId(example: Json, names: ReadonlySet<string>, id: Id): Json {
  if (!isRecord(example)) return example
  const entries = Object.entries(example).map(([name, value]): [string, Json] => {
    const same = names.has(name) && (typeof value === 'string' || typeof value === 'number')
    return [
      name,
      same
        ? typeof value === 'number' && /^\d+$/.test(String(id))
          ? Number(id)
          : String(id)
        : withId(value, names, id),
    ]
  })
  return Object.fromEntries(entries)
}
