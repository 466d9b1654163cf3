/** A code block that begins with a request line: `POST /token HTTP/1.1`, then headers and a body, then answers in the same way. */
import { METHODS } from '../../model/contract.ts'
import type { Code } from '../../model/page.ts'
import { within } from '../../model/spans.ts'
import { formIn } from '../requests/form.ts'
import { statements } from '../requests/statement.ts'
import { messages, type Message } from '../requests/transcript.ts'
import { codes } from '../units.ts'
import { meantBy, readJson } from '../values/json.ts'
import type { BodyFound, Contribution, Convention, Request, ResponseFound } from './convention.ts'

/** More lines than this that all state requests are a list of addresses, not one operation. */
const LISTED = 2

export const requestFence: Convention = (unit) => codes(unit).flatMap(({ code }) => inCode(code))

/** Most samples state no request, which one look tells. */
const STATES = new RegExp(METHODS.join('|'))

function inCode(code: Code): Contribution[] {
  if (!STATES.test(code.text)) return []
  if (/^(?:ruby|python|javascript|php|java|go|csharp)/.test(code.language) && !isWire(code.text)) return []
  const lines = code.text
    .slice(0, 20000)
    .split('\n')
    .map((line) => line.trim())
  const begins = beginning(lines, code.language)
  const first = statements(lines[begins] ?? '')
  if (first.length === 0) return []
  const all = lines.flatMap((line, index) => statements(line).map((statement) => ({ statement, index })))
  const from = all.length > LISTED ? 'index' : 'fence'
  const requests = all.map(({ statement, index }): Request => {
    const { method, target } = statement
    return { kind: 'request', method, target, from, span: within(code.span, 1 + index) }
  })
  return from === 'index' ? requests : [...requests, ...messages(lines.slice(begins)).flatMap((one) => told(code, one))]
}

/** What goes over the wire under the tab of a program: `GET /x HTTP/1.1`, or a line without that before a header. */
function isWire(text: string): boolean {
  return /^\s*[A-Z]{3,7} \/\S*(?: HTTP\/[\d.]+)?[ \t]*\n(?:[A-Z][A-Za-z-]*: |\s*HTTP\/[\d.]+ \d{3})/.test(
    text.slice(0, 2000),
  )
}

/** Where the request begins: at the first line that is no comment; in a block of HTTP at the first that states one, notes may stand before it. */
function beginning(lines: readonly string[], language: string): number {
  const first = lines.findIndex((line) => line !== '' && !/^(?:#|\/\/)/.test(line))
  if (language !== 'http' || lines[first]?.startsWith('HTTP/') || statements(lines[first] ?? '').length > 0)
    return first
  return lines.findIndex((line) => /^[A-Z]{3,7} /.test(line) && statements(line).length > 0)
}

function told(code: Code, { status, mediaType, body }: Message): (BodyFound | ResponseFound)[] {
  const example = /^[{[]/.test(body) ? meantBy(readJson(body)) : undefined
  const type = mediaType ?? 'application/json'
  if (status !== undefined)
    return [
      {
        kind: 'response',
        status,
        failed: status >= 400,
        told: true,
        follows: false,
        mediaType: type,
        example,
        text: body,
        span: code.span,
      },
    ]
  const sent = example ?? (type === 'application/x-www-form-urlencoded' ? formIn(body) : undefined)
  return sent === undefined ? [] : [{ kind: 'body', mediaType: type, example: sent, span: code.span }]
}
