/** `GET /kittens/{id}`: one record. */
import { find, idOf, recordAnswer, type MakeResponder } from './parts.ts'

export const get: MakeResponder = (stage) => {
  const { part, records, absent } = stage
  const answer = recordAnswer(part, 'get')
  return async (call) => {
    const stored = await find(stage, call)
    if (stored === undefined) throw await absent(records, idOf(part, call))
    return answer(stored)
  }
}
