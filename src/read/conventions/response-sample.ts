/** Answers that the page shows: JSON after the request's sample, with its status where the words before it give one. */
import { jsonOf, meantBy } from '../values/json.ts'
import type { Contribution, Convention } from './convention.ts'
import { fences, type Fence } from './fences.ts'

export const responseSample: Convention = (unit) =>
  fences(unit).flatMap((fence) => (fence.use === 'response' ? response(fence) : []))

function response({ code, status, failed }: Fence): Contribution[] {
  const example = code.language === 'xml' || code.language === 'yaml' ? undefined : meantBy(jsonOf(code))
  const mediaType =
    code.language === 'xml' ? 'application/xml' : code.language === 'yaml' ? 'application/yaml' : 'application/json'
  return [{ kind: 'response', status, failed, mediaType, example, text: code.text, span: code.span }]
}
