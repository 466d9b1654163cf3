/** Answers that the page shows: JSON after the request's sample, with its status where the words before it give one. */
import type { Code } from '../../model/page.ts'
import { jsonOf, looksLikeJson, meantBy } from '../values/json.ts'
import type { Contribution, Convention } from './convention.ts'
import { fences, isPlain, type Fence } from './fences.ts'

export const responseSample: Convention = (unit) =>
  fences(unit).flatMap((fence) => (fence.use === 'response' ? response(fence) : []))

function response({ code, status, failed, told, follows }: Fence): Contribution[] {
  const example = code.language === 'xml' || code.language === 'yaml' ? undefined : meantBy(jsonOf(code))
  const said = { status, failed, told, follows }
  return [{ kind: 'response', ...said, mediaType: mediaType(code), example, text: code.text, span: code.span }]
}

const MEDIA: Readonly<Record<string, string>> = {
  xml: 'application/xml',
  yaml: 'application/yaml',
  csv: 'text/csv',
  html: 'text/html',
}

function mediaType(code: Code): string {
  return MEDIA[code.language] ?? (isPlain(code) && !looksLikeJson(code.text) ? 'text/plain' : 'application/json')
}
