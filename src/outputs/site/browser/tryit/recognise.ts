/** Which message of the page a frame is, and what the page would say against it. */
import type { Json } from '../../../../model/shape.ts'
import type { TryMessage } from '../../tryit/types.ts'
import { check, sentence } from './check.ts'
import { fieldsOf } from './draft.ts'

export type Recognised = { readonly name: string; readonly problem: string | undefined }

/** The likeliest message; undefined where the page shows none like it. */
export function recognise(value: Json, messages: readonly TryMessage[]): Recognised | undefined {
  const rated = messages.map((message) => ({ message, likeness: likeness(value, message) }))
  const [best] = rated.filter(({ likeness }) => likeness > 0).toSorted((left, right) => right.likeness - left.likeness)
  if (best === undefined) return undefined
  const [problem] = check(best.message.shape, value)
  return { name: best.message.name, problem: problem && sentence(problem) }
}

/** Fields in common, and more for each short text that is the same in the example: `"type": "ping"` tells messages apart. */
function likeness(value: Json, { shape, example }: TryMessage): number {
  const fits = check(shape, value).length === 0
  if (!isObject(value)) return fits && shape.kind !== 'any' ? 1 : 0
  const common = fieldsOf(shape).filter(({ name }) => Object.hasOwn(value, name))
  if (common.length === 0) return 0
  const like = isObject(example)
    ? common.filter(({ name }) => isWord(value[name]) && value[name] === example[name])
    : []
  return common.length / Math.max(Object.keys(value).length, fieldsOf(shape).length) + like.length + (fits ? 0.5 : 0)
}

const isWord = (value: Json | undefined): boolean => typeof value === 'string' && value.length > 0 && value.length <= 60

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
