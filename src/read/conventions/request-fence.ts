/** A code block that begins with a request line: `POST /token HTTP/1.1`, then headers and a body. */
import type { Code } from '../../model/page.ts'
import { statements } from '../requests/statement.ts'
import { codes } from '../units.ts'
import { readJson } from '../values/json.ts'
import type { BodyFound, Contribution, Convention, Request } from './convention.ts'

/** More lines than this that all state requests are a list of addresses, not one operation. */
const LISTED = 2

export const requestFence: Convention = (unit) => codes(unit).flatMap(({ code }) => inCode(code))

function inCode(code: Code): Contribution[] {
  if (/^(?:ruby|python|javascript|php|java|go|csharp)/.test(code.language)) return []
  const lines = code.text
    .slice(0, 20000)
    .split('\n')
    .map((line) => line.trim())
  const begins = lines.findIndex((line) => line !== '' && !/^(?:#|\/\/)/.test(line))
  const first = statements(lines[begins] ?? '')
  if (first.length === 0) return []
  const all = lines.flatMap((line, index) => statements(line).map((statement) => ({ statement, index })))
  const from = all.length > LISTED ? 'index' : 'fence'
  const requests = all.map(({ statement, index }): Request => {
    const line = code.span.line + 1 + index
    return {
      kind: 'request',
      method: statement.method,
      target: statement.target,
      from,
      span: { ...code.span, line, endLine: line },
    }
  })
  return from === 'index' ? requests : [...requests, ...body(code, lines.slice(begins + 1))]
}

function body(code: Code, lines: readonly string[]): BodyFound[] {
  const blank = lines.findIndex((line) => line === '')
  const text = lines
    .slice(blank + 1)
    .join('\n')
    .trim()
  if (blank < 0 || !/^[{[]/.test(text)) return []
  const json = readJson(text)
  if (json.kind === 'invalid') return []
  return [{ kind: 'body', mediaType: 'application/json', example: json.value, span: code.span }]
}
