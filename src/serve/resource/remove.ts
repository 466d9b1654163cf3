/** `DELETE /kittens/{id}`: takes a record away; the answer is the page's, with the id that was asked for. */
import { success } from '../../model/sight.ts'
import { json } from '../call.ts'
import { withId } from '../record.ts'
import { find, idOf, recordAnswer, type MakeResponder } from './parts.ts'

export const remove: MakeResponder = (stage) => {
  const { part, records, absent } = stage
  const { operation, resource } = part
  const shown = success(operation)
  const answer = resource.answers.remove === undefined ? undefined : recordAnswer(part, 'remove')
  const names = new Set([resource.idName, resource.placeholder])
  return async (call) => {
    const id = idOf(part, call)
    const stored = await find(stage, call)
    if (stored === undefined || !(await records.remove(id))) throw await absent(records, id)
    if (shown?.example === undefined) return { status: shown?.status ?? 204, mediaType: 'text/plain', text: undefined }
    return answer?.(stored) ?? json(shown.status, JSON.stringify(withId(shown.example, names, id)))
  }
}
