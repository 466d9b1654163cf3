/**
 * `PUT`, `PATCH` or `POST /kittens/{id}`: changes what is sent and keeps the rest. Pages call PUT what others call
 * PATCH, and hardly one means that what is not sent is to be forgotten.
 */
import { changedRecord, type JsonObject } from '../record.ts'
import { checkMatch, find, idOf, parse, recordAnswer, sentOf, type MakeResponder } from './parts.ts'

export const change: MakeResponder = (stage) => {
  const { part, records, absent } = stage
  const answer = recordAnswer(part, part.action === 'replace' ? 'replace' : 'update')
  return async (call) => {
    const id = idOf(part, call)
    const sent = sentOf(part, call)
    if ((await find(stage, call)) === undefined) throw await absent(records, id)
    let before: JsonObject = {}
    const stored = await records.update(id, (text) => {
      checkMatch(part, call, text)
      before = parse(text)
      return JSON.stringify(changedRecord(part.resource, before, sent))
    })
    if (stored === undefined) throw await absent(records, id)
    await stage.dropFiles(before, parse(stored.text))
    return answer(stored)
  }
}
