/** Limits as OpenAPI can say them: the answer 429, and the headers of all answers that tell of them. */
import type { Operation } from '../../model/contract.ts'
import type { LimitHeaders, Limits } from '../../model/limits.ts'
import type { Doc } from '../doc.ts'

/** The responses of an operation with what its limits add to them; a response that is shared stays as it is. */
export function withLimits({ rates, headers }: Limits, { key }: Operation, responses: Doc): Doc {
  if (!rates.some(({ operations }) => operations?.includes(key) ?? true)) return responses
  const told = headers === undefined ? STANDARD : documented(headers)
  const refused = { description: 'Too Many Requests', headers: { 'Retry-After': RETRY_AFTER, ...told } }
  const own = Object.entries(responses).map(([status, one]) => [status, withHeaders(one, told)])
  return { ...Object.fromEntries(own), '429': responses['429'] ?? refused }
}

/** Headers that the page documents for one answer itself stay. */
export function withHeaders(response: Doc[string] | undefined, told: Doc): Doc[string] | undefined {
  if (!isDoc(response) || '$ref' in response) return response
  const { headers } = response
  return { ...response, headers: { ...told, ...(isDoc(headers) ? headers : {}) } }
}

function isDoc(value: Doc[string] | undefined): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const RETRY_AFTER: Doc = { description: 'Seconds until the next request is let in.', schema: { type: 'integer' } }

const STANDARD: Doc = {
  'RateLimit-Policy': { description: 'The limits: requests `q` in `w` seconds.', schema: { type: 'string' } },
  RateLimit: { description: 'What is left of them: `r` requests for `t` seconds.', schema: { type: 'string' } },
}

function documented({ limit, remaining, reset, absolute }: LimitHeaders): Doc {
  const until = absolute
    ? 'When the limit is whole again, in seconds since 1970.'
    : 'Seconds until the limit is whole again.'
  const all: readonly (readonly [string | undefined, string])[] = [
    [limit, 'Requests that are allowed in the window.'],
    [remaining, 'Requests that are left of them.'],
    [reset, until],
  ]
  return Object.fromEntries(
    all.flatMap(([name, description]) =>
      name === undefined ? [] : [[name, { description, schema: { type: 'integer' } }]],
    ),
  )
}
