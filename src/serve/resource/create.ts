/** `POST /kittens`: a new record, once for each `Idempotency-Key`. */
import { at } from '../../model/places.ts'
import { success } from '../../model/sight.ts'
import type { Created, CreateOptions, Id, Stored } from '../../store/index.ts'
import type { ResourceAction } from '../actions.ts'
import { Failure } from '../fail.ts'
import type { Answered, Call } from '../call.ts'
import { misused } from '../once.ts'
import { idLike, recordMaker, type JsonObject, type Writing } from '../record.ts'
import { bodyShape, parentsOf, parse, recordAnswer, sentOf, type MakeResponder } from './parts.ts'

export const create: MakeResponder = ({ part, records, mismatch, dropFiles }) => {
  const answer = recordAnswer(part, 'create')
  const make = recordMaker(part.resource, writingOf(part))
  return async (call) => {
    const sent = sentOf(part, call)
    const parents = fieldsOf(parentsOf(part, call))
    let record: JsonObject | undefined
    const build = (id: Id): string => {
      const made = make({ sent, id })
      record = parents === undefined ? made : { ...made, ...parents }
      return JSON.stringify(record)
    }
    const made = await records.create(build, optionsOf(part, call, sent))
    const stored = storedOf(made, part, mismatch)
    if (made.kind === 'created') return located(answer(stored, record), part, call, stored.id)
    // Whoever asks again has sent the files again, too.
    await dropFiles(sent, parse(stored.text))
    return { ...answer(stored), headers: { 'idempotency-replayed': 'true' } }
  }
}

/** An answer that shows nothing of the record says where it is (RFC 9110, 10.2.2): nothing else would. */
function located(answered: Answered, { resource }: ResourceAction, call: Call, id: string): Answered {
  if (resource.answers.create !== undefined || resource.operations.get === undefined) return answered
  const collection = call.url().replace(/(?:\/|\.json)?(?:\?.*)?$/, '')
  const ending = resource.itemPath.slice(resource.itemPath.lastIndexOf('}') + 1)
  return { ...answered, headers: { location: `${collection}/${encodeURIComponent(id)}${ending}` } }
}

function fieldsOf(parents: ReturnType<typeof parentsOf>): JsonObject | undefined {
  if (parents.length === 0) return undefined
  return Object.fromEntries(parents.map(({ field, equals }) => [field, equals]))
}

function writingOf({ operation, resource, ...part }: ResourceAction): Writing {
  const shape = bodyShape({ operation, resource, ...part })
  const example = at(success(operation)?.example, resource.answers.create ?? [])
  return { fields: shape.kind === 'object' ? shape.fields : [], example }
}

/** The id is the caller's where the body carries one, else of the kind that the page shows. */
function optionsOf({ resource }: ResourceAction, call: Call, sent: JsonObject): CreateOptions {
  const own = sent[resource.idName]
  const id = typeof own === 'string' || typeof own === 'number' ? own : idLike(resource)
  return { ...(id === undefined ? {} : { id }), ...(call.once === undefined ? {} : { once: call.once }) }
}

function storedOf(made: Created, { resource: { idName } }: ResourceAction, mismatch: number): Stored {
  switch (made.kind) {
    case 'created':
    case 'repeated':
      return made.stored
    case 'taken':
      throw new Failure(409, `There is one with this ${idName} already.`, { parameter: idName })
    case 'mismatch':
      throw misused(mismatch)
  }
}
