/** Answers in the frame that the page's example shows: `{"status": "Success", "ticket": [ … ]}` around the records. */
import { FIRST, isRecord, type Place } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'

/** A copy of the example with another value at the place; the value itself where the place is the whole example. */
export function put(example: Json | undefined, place: Place, value: Json): Json {
  const [name, ...rest] = place
  if (name === undefined) return value
  if (name === FIRST && Array.isArray(example)) return [put((example as readonly Json[])[0], rest, value)]
  const object = isRecord(example) ? example : {}
  return { ...object, [name]: put(object[name], rest, value) }
}

/** No JSON text holds this, because quotes inside strings are escaped. */
const HOLE = 'here stand the records'

/** Makes answers around JSON texts, so that records need not be parsed to be framed. */
export function framed(example: Json | undefined, place: Place): (text: string) => string {
  if (place.length === 0) return (text) => text
  const [before = '', after = ''] = JSON.stringify(put(example, place, HOLE)).split(JSON.stringify(HOLE))
  return (text) => before + text + after
}
