/** What a test file has seen on the wire of one API, beside what the page of it documents. */
import { subscribe } from 'node:diagnostics_channel'
import type { Contract, Operation } from '../../src/model/contract.ts'
import { success } from '../../src/model/sight.ts'

/** What `fetch` and `http.request` tell of each answer. */
type Told = {
  readonly request: { readonly method: string; readonly path: string }
  readonly response: { readonly statusCode: number }
}

/**
 * Listens to every answer that this process gets from now on. Returns what the page documents and nobody has seen yet:
 * `GET /x 200` for the success of an operation or an error that stands at it, `429` for a row of the table of errors.
 */
export function seenOf({ operations, errors }: Contract): () => string[] {
  const seen = new Set<string>()
  const find = finder(operations)
  const see = (told: unknown): void => {
    const { request, response } = told as Told
    const found = find(request.path.split('?', 1)[0] ?? '')
    if (found.length > 0) seen.add(String(response.statusCode))
    for (const { key, method } of found) if (method === request.method) seen.add(`${key} ${response.statusCode}`)
  }
  for (const channel of ['undici:request:headers', 'http.client.response.finish']) subscribe(channel, see)
  const documented = [...operations.flatMap(statusesOf), ...errors.codes.map(({ status }) => String(status))]
  return () => documented.filter((one) => !seen.has(one))
}

/** Where the page shows no answer of an operation it is 200. */
function statusesOf(operation: Operation): string[] {
  const wrong = operation.responses.filter(({ status }) => status >= 400)
  return [success(operation)?.status ?? 200, ...wrong.map(({ status }) => status)].map(
    (one) => `${operation.key} ${one}`,
  )
}

/** The operations at an address; literal segments count more than placeholders. */
function finder(operations: readonly Operation[]): (path: string) => readonly Operation[] {
  const known = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }))
  return (path) => {
    const found = known.filter(({ pattern }) => pattern.test(path)).map(({ operation }) => operation)
    const least = Math.min(...found.map(placeholders))
    return found.filter((one) => placeholders(one) === least)
  }
}

const placeholders = ({ path }: Operation): number => path.split('{').length

function patternOf(path: string): RegExp {
  const segments = path.split('/').filter((one) => one !== '')
  return new RegExp(`/${segments.map((one) => (/\{/.test(one) ? '[^/]+' : RegExp.escape(one))).join('/')}/?$`)
}
