/** Answers that the page shows: JSON after the request's sample, with its status where the words before it give one. */
import { jsonOf } from '../values/json.ts'
import type { Contribution, Convention } from './convention.ts'
import { fences, type Fence } from './fences.ts'

export const responseSample: Convention = (unit) =>
  fences(unit).flatMap((fence) => (fence.use === 'response' ? response(fence) : []))

function response({ code, status, failed }: Fence): Contribution[] {
  const json = code.language === 'xml' || code.language === 'yaml' ? undefined : jsonOf(code)
  const example = json?.kind === 'json' ? json.value : undefined
  const mediaType =
    code.language === 'xml' ? 'application/xml' : code.language === 'yaml' ? 'application/yaml' : 'application/json'
  return [{ kind: 'response', status, failed, mediaType, example, text: code.text, span: code.span }]
}
