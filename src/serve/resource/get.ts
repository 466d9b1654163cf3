/** `GET /kittens/{id}`: one record. */
import { andThen } from '../soon.ts'
import { find, idOf, recordAnswer, type MakeResponder } from './parts.ts'

export const get: MakeResponder = (stage) => {
  const { part, records, absent } = stage
  const answer = recordAnswer(part, 'get')
  return (call) =>
    andThen(find(stage, call), (stored) => {
      if (stored !== undefined) return answer(stored)
      return absent(records, idOf(part, call)).then((failure) => {
        throw failure
      })
    })
}
