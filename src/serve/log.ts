/** The request log: JSON lines, one a request, with nothing in them that lets anybody in. */
import type { FastifyBaseLogger, onSendHookHandler } from 'fastify'
import type { Security } from '../model/contract.ts'

/** Names of query parameters whose values are nobody's business. */
const SECRET =
  /^(?:.*[_.-])?(?:key|apikey|token|secret|password|passwd|pwd|signature|sig|auth|authorization|credential|session|code)$/i

/** Makes the function that takes secrets out of an address: those the page names and those that look like some. */
export function redactor(security: readonly Security[]): (url: string) => string {
  const named = new Set(
    security.flatMap((one) => (one.kind === 'key' && one.in === 'query' ? [one.name.toLowerCase()] : [])),
  )
  return (url) => {
    const start = url.indexOf('?')
    if (start < 0) return url
    const pairs = url
      .slice(start + 1)
      .split('&')
      .map((pair) => redactPair(pair, named))
    return `${url.slice(0, start)}?${pairs.join('&')}`
  }
}

function redactPair(pair: string, named: ReadonlySet<string>): string {
  const equals = pair.indexOf('=')
  if (equals < 0) return pair
  const name = plain(pair.slice(0, equals))
  return named.has(name.toLowerCase()) || SECRET.test(name) ? `${pair.slice(0, equals)}=***` : pair
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Addresses longer than this are cut short in the log. */
const LONGEST = 1000

/** Writes one line for each request, when its answer is handed over. */
export function requestLog(log: Pick<FastifyBaseLogger, 'info'>): onSendHookHandler {
  return (request, reply, payload, done) => {
    const { id, method, action, caller } = request
    log.info({
      request: id,
      method,
      url: (request.redacted?.(request.url) ?? request.url).slice(0, LONGEST),
      status: reply.statusCode,
      ms: Math.round((performance.now() - request.began) * 100) / 100,
      by: action?.by,
      operation: action?.operation.key,
      caller: caller?.id,
    })
    done(null, payload)
  }
}

export type Sink = { readonly write: (line: string) => void }

/** Lines of one turn of the event loop go out in one write. */
export function gathered(out: Sink): Sink {
  let lines = ''
  const flush = (): void => {
    const text = lines
    lines = ''
    out.write(text)
  }
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}
