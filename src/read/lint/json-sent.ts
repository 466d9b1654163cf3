/** JSON that `curl` sends in a sample and that does not parse: readers copy the command. */
import { finding, type Finding, type Span } from '../../finding.ts'
import type { Code } from '../../model/page.ts'
import { within } from '../../model/spans.ts'
import { isShell, readCurls, type Curl } from '../requests/curl.ts'
import { readJson } from '../values/json.ts'
import type { Rule } from './lint.ts'
import { inCodes } from './look.ts'

export const jsonSent: Rule = ({ page }) => found(page)

const found = inCodes((code) => (isShell(code) ? inCode(code) : []))

function inCode(code: Code): Finding[] {
  return readCurls(code.text).flatMap((curl): Finding[] => {
    const data = sentJson(curl)
    const json = data === undefined ? undefined : readJson(filled(data))
    if (data === undefined || json?.kind !== 'invalid') return []
    const message = `The JSON that this command sends does not parse: ${json.reason}.`
    return [finding('json-invalid', placeOf(code, { ...json, data, command: curl.line }), message)]
  })
}

/** Where a variable of the shell or a template stands for a part of it, nobody knows what is sent. */
function sentJson({ data, headers }: Curl): string | undefined {
  if (data === undefined || !/^\s*[{[]/.test(data) || /<%|\$[\w({]|\{\{/.test(data)) return undefined
  const isOther = headers.some(([name, value]) => /^content-type$/i.test(name) && !/json/i.test(value))
  return isOther ? undefined : data
}

/** `"id": TEST_ID` and `"id": <id>` ask for a value: with one, as long as what asks for it. */
function filled(data: string): string {
  return data.replaceAll(
    /([:[,][ \t]*)(<[^<>\n]{1,40}>|[A-Z][A-Z0-9_]{2,40})(?=\s*[,}\]])/g,
    (_, before: string, asked: string) => `${before}"${'x'.repeat(asked.length - 2)}"`,
  )
}

type Fault = { readonly line: number; readonly column: number; readonly data: string; readonly command: number }

/** The fault stands where the data does; what the shell joins out of pieces is told at its command. */
function placeOf({ text, span }: Code, { line, column, data, command }: Fault): Span {
  const from = text.indexOf(data)
  const before = from < 0 ? [] : text.slice(0, from).split('\n')
  const at = 1 + (from < 0 ? command : before.length - 1 + line - 1)
  const shift = from < 0 || line > 1 ? 0 : (before.at(-1)?.length ?? 0)
  return within(span, at, at, from < 0 ? 1 : shift + column)
}
