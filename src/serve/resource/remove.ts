/** `DELETE /kittens/{id}`: takes a record away; the answer is the page's, with the id that was asked for. */
import { success } from '../../model/sight.ts'
import type { Id } from '../../store/index.ts'
import { json, type Call } from '../call.ts'
import { withId } from '../record.ts'
import { checkMatch, find, idOf, parse, recordAnswer, type MakeResponder, type Stage } from './parts.ts'

export const remove: MakeResponder = (stage) => {
  const { part, records, absent } = stage
  const { operation, resource } = part
  const shown = success(operation)
  const answer = resource.answers.remove === undefined ? undefined : recordAnswer(part, 'remove')
  const names = new Set([resource.idName, resource.placeholder])
  return async (call) => {
    const id = idOf(part, call)
    const stored = await find(stage, call)
    if (stored === undefined || !(await take(stage, call, id))) throw await absent(records, id)
    await stage.dropFiles(parse(stored.text))
    if (shown?.example === undefined) return { status: shown?.status ?? 204, mediaType: 'text/plain', text: undefined }
    return answer?.(stored) ?? json(shown.status, JSON.stringify(withId(shown.example, names, id)))
  }
}

/** False if there is no such record. Where the caller says which one it means, nobody comes between look and removal. */
function take({ part, records, transaction }: Stage, call: Call, id: Id): Promise<boolean> {
  if (call.ifMatch === undefined) return records.remove(id)
  return transaction(async () => {
    const stored = await records.get(id)
    if (stored !== undefined) checkMatch(part, call, stored.text)
    return records.remove(id)
  })
}
