/** Sends a request from the browser, to nobody but the server that the reader chose. */
import type { HttpRequest } from './request.ts'
import { say } from './say.ts'

export type Answer = {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array<ArrayBuffer>
  /** Whether there was more than is read. */
  readonly cut: boolean
  /** From the request to the last byte, in milliseconds. */
  readonly time: number
  /** Whether it came from another origin, which shows only some of its headers. */
  readonly foreign: boolean
}
export type Outcome =
  | Answer
  | { readonly kind: 'failed'; readonly words: string; readonly cure: string }
  | { readonly kind: 'cancelled' }

/** More than anybody reads; an answer that never ends ends here. In bytes. */
const MOST = 25_000_000
/** How long a server is looked for that did not answer. In milliseconds. */
const PATIENCE = 4000

export async function send(request: HttpRequest<File>, signal: AbortSignal): Promise<Outcome> {
  const start = performance.now()
  try {
    const answer = await fetch(request.url, options(request, signal))
    const { body, cut } = await read(answer)
    const time = performance.now() - start
    const foreign = new URL(answer.url || request.url).origin !== location.origin
    return { kind: 'answer', status: answer.status, headers: [...answer.headers], body, cut, time, foreign }
  } catch {
    if (signal.aborted) return { kind: 'cancelled' }
    return { kind: 'failed', ...(await reason(request)) }
  }
}

/** Nothing goes along that the reader does not see: no cookies, no address of the page. */
const QUIET: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }

function options({ method, headers, body }: HttpRequest<File>, signal: AbortSignal): RequestInit {
  const init: RequestInit = { ...QUIET, method, headers: headers.map(([name, value]) => [name, value]), signal }
  return body === undefined ? init : { ...init, body: body.kind === 'text' ? body.text : form(body.parts) }
}

function form(parts: Extract<HttpRequest<File>['body'], { kind: 'form' }>['parts']): FormData {
  const data = new FormData()
  for (const part of parts) {
    if (part.kind === 'file') data.append(part.name, part.file, part.file.name)
    else data.append(part.name, part.value)
  }
  return data
}

async function read(answer: Response): Promise<{ body: Uint8Array<ArrayBuffer>; cut: boolean }> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = answer.body?.getReader()
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    chunks.push(next.value)
    length += next.value.length
    if (length > MOST) break
  }
  const cut = length > MOST
  if (cut) await reader?.cancel()
  return { body: new Uint8Array(await new Blob(chunks).arrayBuffer()), cut }
}

type Reason = { readonly words: string; readonly cure: string }

/** Browsers tell scripts nothing of why a request failed, so what can be found out is found out. */
async function reason({ url }: HttpRequest<File>): Promise<Reason> {
  const { origin, protocol, host } = new URL(url)
  if (!navigator.onLine) return { words: say('offline'), cure: say('offlineCure') }
  if (location.protocol === 'https:' && protocol === 'http:')
    return { words: say('mixed', host), cure: say('mixedCure') }
  if (origin === location.origin || !(await isThere(origin)))
    return { words: say('noAnswer', host), cure: say('noAnswerCure') }
  return { words: say('cors', host), cure: say('corsCure') }
}

/** Names of headers that browsers let no page send (`Cookie`, `Host` …). */
export function withheld({ url, headers }: HttpRequest): string[] {
  return headers.filter(([name, value]) => !isSent(url, name, value)).map(([name]) => name)
}

function isSent(url: string, name: string, value: string): boolean {
  try {
    return new Request(url, { headers: [[name, value]] }).headers.has(name)
  } catch {
    return false
  }
}

/** An answer that the page may not read says at least that somebody answers. */
async function isThere(origin: string): Promise<boolean> {
  try {
    await fetch(origin, { method: 'HEAD', ...QUIET, mode: 'no-cors', signal: AbortSignal.timeout(PATIENCE) })
    return true
  } catch {
    return false
  }
}
