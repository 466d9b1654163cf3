/** What the answers and bodies of a resource show of its records, and where. */
import type { Operation, Response } from './contract.ts'
import { itemsOf, joinObjects, objectOf } from './join.ts'
import { entries, literals } from './pairs.ts'
import type { Action, Pair } from './pairs.ts'
import { listPlace, onlyPlace, recordPlace, sentPlace, shapeAt } from './places.ts'
import type { Place } from './places.ts'
import { ANY } from './shape.ts'
import type { ObjectShape, Shape } from './shape.ts'

export type Places = Readonly<Partial<Record<Action, Place>>>

const NOTHING: ObjectShape = { kind: 'object', fields: [], open: true }

export type Sight = {
  readonly list: Place | undefined
  readonly answers: Places
  readonly bodies: Places
  readonly shape: ObjectShape
  readonly record: ObjectShape
}

/** The answer that a success has: the first 2xx response with an example, else the first 2xx response. */
export function success(operation: Operation | undefined): Response | undefined {
  const good = operation?.responses.filter(({ status }) => status >= 200 && status < 300) ?? []
  return good.find(({ example }) => example !== undefined) ?? good[0]
}

/** Whether an answer has no body, as far as the page shows it. */
export function isBare({ example, text = '' }: Response): boolean {
  return example === undefined && text.trim() === ''
}

/** The shape of the answer that a success has, `any` where the page shows none. */
export function answerOf(operation: Operation | undefined): Shape {
  return success(operation)?.shape ?? ANY
}

/** The last literal segment of the collection's path: what the page calls the records. */
export function wordOf({ collection }: Pair): string {
  return literals(collection).at(-1) ?? ''
}

/** Looks at list and item first, then at what is like them in the bodies and the other answers. */
export function look(found: Pair): Sight {
  const list = listPart(found)
  const get = getPart(found, list?.shape)
  const seen = [list, get].filter((part) => part !== undefined)
  const bodies = parts(
    found,
    ({ body }) => body?.shape,
    (shape) => sentPlace(shape, wordOf(found), { known: namesOf(seen.slice(0, 1)), frame: get?.place.at(-1) }),
  )
  const frame = frameOf(found, list)
  const known = new Set([...namesOf(seen.length > 0 ? seen : bodies)].filter((name) => !frame.has(name)))
  const others = parts(found, answerOf, (shape) =>
    known.size > 0 ? recordPlace(shape, wordOf(found), known) : undefined,
  )
  const answers = [...others.filter(({ action }) => action !== 'get'), ...(get ? [get] : [])]
  const shape = joinObjects((seen.length > 0 ? seen : answers).map((part) => part.shape))
  return { list: list?.place, answers: places(answers), bodies: places(bodies), shape, record: widen(shape, bodies) }
}

type Part = { readonly action: Action; readonly place: Place; readonly shape: ObjectShape }

function listPart(found: Pair): Part | undefined {
  const answer = answerOf(found.actions.list)
  const place = listPlace(answer, wordOf(found))
  const items = place && itemsOf(shapeAt(answer, place) ?? ANY)
  const shape = items && objectOf(items)
  return place && { action: 'list', place, shape: shape ?? NOTHING }
}

/**
 * Names that stand beside the records of a list, as `success` may in every answer. An answer that shows nothing else
 * shows no record.
 */
function frameOf({ actions }: Pair, list: Part | undefined): ReadonlySet<string> {
  if (list === undefined || list.place.length === 0) return new Set()
  const own = namesOf([list])
  const beside = objectOf(answerOf(actions.list))?.fields ?? []
  return new Set(beside.map(({ name }) => name).filter((name) => !own.has(name)))
}

/** The item's own answer shows a record in any case: like those of the list, or whatever it is. */
function getPart(found: Pair, listed: ObjectShape | undefined): Part | undefined {
  const answer = answerOf(found.actions.get)
  const known = new Set(listed?.fields.map((field) => field.name))
  const word = wordOf(found)
  const place =
    recordPlace(answer, word, known) ?? onlyPlace(answer, word, known) ?? recordPlace(answer, word, new Set())
  const shape = place && objectOf(shapeAt(answer, place) ?? ANY)
  return shape && { action: 'get', place, shape }
}

type ShapeOf = (operation: Operation) => Shape | undefined

/** What the operations on single records show, at the places that `where` finds. */
function parts({ actions }: Pair, shapeOf: ShapeOf, where: (shape: Shape) => Place | undefined): Part[] {
  const { list: _, ...single } = actions
  return entries(single).flatMap(([action, operation]) => {
    const whole = shapeOf(operation) ?? ANY
    const place = where(whole)
    const shape = place && objectOf(shapeAt(whole, place) ?? ANY)
    return shape ? [{ action, place, shape }] : []
  })
}

function places(found: readonly Part[]): Places {
  return Object.fromEntries(found.map(({ action, place }) => [action, place]))
}

function namesOf(found: readonly Part[]): ReadonlySet<string> {
  return new Set(found.flatMap(({ shape }) => shape.fields.map((field) => field.name)))
}

/** Fields that only a body has are kept too, but no answer promises them. */
function widen(shape: ObjectShape, bodies: readonly Part[]): ObjectShape {
  const names = new Set(shape.fields.map((field) => field.name))
  const sent = joinObjects(bodies.map((part) => part.shape)).fields
  const more = sent.filter(({ name }) => !names.has(name)).map((field) => ({ ...field, required: false }))
  return { ...shape, fields: [...shape.fields, ...more] }
}
