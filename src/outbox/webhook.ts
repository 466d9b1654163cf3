/** Delivers webhooks: one request each, to an address that was looked at first. */
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Delivered, Entry, WebhookLetter } from './entry.ts'
import { InsideError, isInsideHost, publicLookup } from './inside.ts'
import { signed } from './sign.ts'

/** How long a receiver may take for all of it, in milliseconds. */
const TIMEOUT = 15_000
/** Of an answer no more is read than this, in bytes: its status says all that counts. */
const READ = 16 * 1024

/** Whether the operator's own network may be called; redirections are never followed. */
export type WebhookOptions = { readonly inside: boolean }

export async function deliverWebhook(
  entry: Entry,
  letter: WebhookLetter,
  { inside }: WebhookOptions,
): Promise<Delivered> {
  const url = URL.canParse(letter.url) ? new URL(letter.url) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return { ok: false, again: false, outcome: 'the address is no URL of http or https' }
  if (!inside && isInsideHost(url.hostname)) return { ok: false, again: false, outcome: new InsideError().message }
  try {
    return judged(await exchange(url, entry, { letter, inside }))
  } catch (error) {
    return { ok: false, again: !(error instanceof InsideError), outcome: said(error) }
  }
}

type Sending = { readonly letter: WebhookLetter; readonly inside: boolean }
type Answer = { readonly status: number; readonly text: string }

function exchange(url: URL, entry: Entry, { letter, inside }: Sending): Promise<Answer> {
  const { request } = url.protocol === 'https:' ? https : http
  const body = Buffer.from(letter.body)
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(url, {
      method: letter.method,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Kittn-Webhooks',
        ...letter.headers,
        ...signed(entry, letter, Math.floor(Date.now() / 1000)),
        'content-length': body.length,
      },
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT),
      ...(inside ? {} : { lookup: publicLookup }),
    })
    sent.on('error', reject)
    sent.on('response', (answer) => void read(answer).then(resolve, reject))
    sent.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer) {
    // A stream of bytes, because no encoding was set.
    parts.push(part as Buffer)
    length += (part as Buffer).length
    if (length >= READ) break
  }
  return { status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }
}

/** Words of an answer that are kept. */
const KEPT = 200

function judged({ status, text }: Answer): Delivered {
  const outcome = `${status} ${text.replaceAll(/\s+/g, ' ').slice(0, KEPT)}`.trim()
  if (status >= 200 && status < 300) return { ok: true, status, outcome }
  // 410 says that nobody wants it any more.
  return { ok: false, again: status !== 410, status, outcome }
}

function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT / 1000} s`
  return 'code' in error && typeof error.code === 'string' ? `${error.code}: ${error.message}` : error.message
}
