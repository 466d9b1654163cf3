/** What the actions on a resource have in common: ids, bodies, parents and answers with a record. */
import { placeholders, singular } from '../../model/names.ts'
import type { Action as StoreAction } from '../../model/pairs.ts'
import { at, isRecord, shapeAt, type Place } from '../../model/places.ts'
import { onceEach } from '../../model/remember.ts'
import { answerOf, success } from '../../model/sight.ts'
import { ANY, type Json, type Shape } from '../../model/shape.ts'
import type { Equal, Id, Records, Store, Stored } from '../../store/index.ts'
import type { Resource } from '../../model/resources.ts'
import type { ResourceAction } from '../actions.ts'
import { json, JSON_TYPE, type Answered, type Call, type Respond } from '../call.ts'
import { names, tagOf } from '../etag.ts'
import { Failure } from '../fail.ts'
import type { Absent } from '../gone.ts'
import { remembered } from '../remember.ts'
import { withId, writable, type JsonObject } from '../record.ts'
import { andThen, type Soon } from '../soon.ts'
import { cleaner } from './clean.ts'
import { framed } from './frame.ts'
import type { DropFiles } from './old-files.ts'

/** A resource action with what it needs at run time. */
export type Stage = {
  readonly part: ResourceAction
  readonly records: Records
  readonly absent: Absent
  /** The status of a misused `Idempotency-Key`. */
  readonly mismatch: number
  /** Takes away files that a record has no longer. */
  readonly dropFiles: DropFiles
  /** Makes all that is done within it one step. */
  readonly transaction: Store['transaction']
}

/** Makes the responder of a resource action, once, at start. */
export type MakeResponder = (stage: Stage) => Respond

/**
 * Answers with a record in the frame of the page's example; with the example where that shows no record. `made` is the
 * record as a value, where it was just made of one.
 */
export function recordAnswer(
  { operation, resource }: ResourceAction,
  action: Exclude<StoreAction, 'list'>,
): (stored: Stored, made?: Json) => Answered {
  const shown = success(operation)
  const place = resource.answers[action]
  const status = shown?.status ?? (action === 'create' ? 201 : 200)
  const example = shown?.example
  if (place === undefined && example !== undefined) {
    const names = new Set([resource.idName])
    return ({ id }) => json(status, JSON.stringify(withId(example, names, id)))
  }
  const clean = cleaner(orElse(shapeAt(answerOf(operation), place ?? []), resource.shape))
  const around = place === undefined ? resource.alone : { example, place }
  const frame = framed(around?.example, around?.place ?? [])
  const tag = tagger(resource)
  return ({ text }, made) => ({
    status,
    mediaType: JSON_TYPE,
    text: frame(clean(text, made)),
    etag: made === undefined ? tag.known(text) : tag.of(text),
  })
}

/** Tags of a resource's records, the same whichever operation shows them. A page that shows them otherwise has other tags. */
const tagger = onceEach(({ shape, answers, idName }: Resource) => {
  const version = tagOf(JSON.stringify([shape, answers, idName]))
  const of = (text: string): string => tagOf(version + text)
  // What was just made is not asked for again and again.
  return { of, known: remembered(of) }
})

/** Throws a Failure (412) where the caller means to change what is no longer so. */
export function checkMatch({ resource }: ResourceAction, call: Call, text: string): void {
  if (call.ifMatch !== undefined && !names(call.ifMatch, tagger(resource).known(text)))
    throw new Failure(412, 'The record has changed since: its ETag is another one than If-Match names.', {
      parameter: 'If-Match',
    })
}

/** Where the operation's own answer shows nothing, the shape that the resource's other answers show. */
function orElse(shown: Shape | undefined, otherwise: Shape): Shape {
  return shown === undefined || shown.kind === 'any' ? otherwise : shown
}

const namesIn = remembered(placeholders)

/** The last placeholder of the operation's own path: pages call the same one `{id}` here and `{kitten_id}` there. */
export function idOf({ operation }: ResourceAction, call: Call): Id {
  const id = call.path[namesIn(operation.path).at(-1) ?? '']
  return typeof id === 'number' ? id : String(id)
}

/** Records below another record: those that name it, and those of the page's examples, which name none. */
export function parentsOf({ operation, resource }: ResourceAction, call: Call): Equal[] {
  const names = namesIn(operation.path)
  return resource.parents.flatMap((placeholder, at) => {
    const value = call.path[names[at] ?? '']
    const field = placeholder === resource.idName ? parentName(resource, at) : placeholder
    return value === undefined || typeof value === 'object' ? [] : [{ field, equals: value, orMissing: true }]
  })
}

/** Where both are called `{id}`, the cluster of `/clusters/{id}/jobs/{id}` is the `cluster_id` of a job. */
function parentName({ collectionPath, idName }: Resource, at: number): string {
  const before = collectionPath.split(/\{[^{}]+\}/)[at] ?? ''
  return `${singular(before.split('/').findLast((part) => part !== '') ?? 'parent')}_${idName}`
}

/** The record with this id, if it is there and stands below the parents that the path names. */
export function find({ part, records }: Stage, call: Call): Soon<Stored | undefined> {
  return andThen(records.get(idOf(part, call)), (stored) =>
    stored !== undefined && belongs(part, stored, call) ? stored : undefined,
  )
}

function belongs(part: ResourceAction, stored: Stored, call: Call): boolean {
  if (part.resource.parents.length === 0) return true
  const record = parse(stored.text)
  return parentsOf(part, call).every(({ field, equals }) => !Object.hasOwn(record, field) || record[field] === equals)
}

/** The record that a body carries, without what the page does not describe. */
export function sentOf(part: ResourceAction, call: Call): JsonObject {
  const sent = at(call.body, bodyPlace(part))
  return isRecord(sent) ? writable(bodyShape(part), sent) : {}
}

/** The record in the page's description of the body. */
export const bodyShape: (part: ResourceAction) => Shape = onceEach(
  (part: ResourceAction) => shapeAt(part.operation.body?.shape ?? ANY, bodyPlace(part)) ?? ANY,
)

function bodyPlace({ resource, action }: ResourceAction): Place {
  return resource.bodies[action] ?? []
}

export function parse(text: string): JsonObject {
  // What the store keeps of a record was written as a JSON object.
  return JSON.parse(text) as Record<string, Json>
}
