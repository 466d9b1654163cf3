/** What goes over the wire, written down: a request line or `HTTP/1.1 200 OK`, headers, and a body, often without the blank line between. */

export type Message = {
  /** Of an answer. */
  readonly status: number | undefined
  /** Of its body as the headers state it, without parameters, in small letters. */
  readonly mediaType: string | undefined
  /** Trimmed; empty where there is none. */
  readonly body: string
}

const STATUS = /^HTTP\/[\d.]+\s+(\d{3})\b/
const HEADER = /^([A-Za-z][\w-]*)\s*:\s*(\S.*)?$/
const MOST = 20

/** The messages of these lines: the first begins at the first line, the others where an answer does. */
export function messages(lines: readonly string[]): readonly Message[] {
  const starts = [0, ...lines.flatMap((line, at) => (at > 0 && STATUS.test(line.trim()) ? [at] : []))].slice(0, MOST)
  return starts.map((start, at) => message(lines.slice(start, starts[at + 1])))
}

function message([first = '', ...rest]: readonly string[]): Message {
  const status = STATUS.exec(first.trim())?.[1]
  const found = rest.findIndex((one) => !HEADER.test(one.trim()))
  const headers = rest.slice(0, found < 0 ? rest.length : found).map((one) => HEADER.exec(one.trim()))
  const type = headers.find((header) => header?.[1]?.toLowerCase() === 'content-type')?.[2]
  return {
    status: status === undefined ? undefined : Number(status),
    mediaType: type?.split(';')[0]?.trim().toLowerCase(),
    body: found < 0 ? '' : rest.slice(found).join('\n').trim(),
  }
}
