/** The calls of an operation's samples with their methods, for rules that compare them with the request line. */
import type { Span } from '../../finding.ts'
import type { Method, Operation, Sample } from '../../model/contract.ts'
import { onceEach } from '../../model/remember.ts'
import { within } from '../../model/spans.ts'
import { isShell, readCurls } from './curl.ts'
import { readUrl, type Target } from './url.ts'

export type Called = {
  readonly method: Method | undefined
  readonly url: string
  readonly target: Target
  /** The names of the headers that `curl` sends. */
  readonly headers: readonly string[]
  readonly span: Span
}

const CLIENT =
  /\b(?:requests|http|client|axios|session|httpx|RestClient|HTTParty|Unirest)\s*(?:\.|->|::)\s*(get|post|put|patch|delete)\s*(?:\(\s*)?f?(["'`])([^"'`\n]{1,300})\2/g

/** The calls that a sample spells out: method and address. A method is undefined where another line may set it. */
export const calledIn: (sample: Sample) => readonly Called[] = onceEach(read)

function read(sample: Sample): Called[] {
  if (isShell(sample)) return inShell(sample)
  return [...sample.text.slice(0, 20_000).matchAll(CLIENT)].flatMap((match) => {
    const url = match[3] ?? ''
    const line = sample.text.slice(0, match.index).split('\n').length - 1
    return called(sample, url, { method: methodOf(match[1] ?? ''), headers: [], line })
  })
}

function inShell(sample: Sample): Called[] {
  // A config file or a variable may hold the method.
  const told = !/\s-[A-Za-z]*K\b|--config\b/.test(sample.text)
  return readCurls(sample.text.slice(0, 20_000)).flatMap((curl) =>
    called(sample, curl.url, {
      method: told ? curl.method : undefined,
      headers: curl.headers.map(([name]) => name),
      line: curl.line,
    }),
  )
}

type Sent = Pick<Called, 'method' | 'headers'> & { readonly line: number }

function called(sample: Sample, url: string, { method, headers, line }: Sent): Called[] {
  const target = readUrl(url)
  if (target === undefined) return []
  const lines = sample.text.split('\n')
  let at = line
  while (at < Math.min(lines.length, line + 30) && !(lines[at] ?? '').includes(url)) at++
  const found = lines[at]?.indexOf(url) ?? -1
  const place = 1 + (found < 0 ? line : at)
  return [{ method, url, target, headers, span: within(sample.span, place, place, Math.max(found, 0) + 1) }]
}

function methodOf(word: string): Method | undefined {
  switch (word) {
    case 'get':
      return 'GET'
    case 'post':
      return 'POST'
    case 'put':
      return 'PUT'
    case 'patch':
      return 'PATCH'
    case 'delete':
      return 'DELETE'
    default:
      return undefined
  }
}

/** Each sample once, though several operations of a section may share it. */
export function samplesOf(operations: readonly Operation[]): readonly Sample[] {
  const all = operations.flatMap((one) => one.samples)
  return [...new Map(all.map((sample) => [`${sample.span.file}:${sample.span.line}`, sample])).values()]
}
