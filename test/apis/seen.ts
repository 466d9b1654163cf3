/** What a test file has seen on the wire of one API, beside what the page of it documents. */
import { subscribe } from 'node:diagnostics_channel'
import type { Contract, Message, Operation } from '../../src/model/contract.ts'
import { success } from '../../src/model/sight.ts'
import { MESSAGES, type ToldMessage } from '../wire/channel.ts'

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

/**
 * Listens to every message of a channel that clients of this process send or get from now on. Returns what the page shows and
 * nobody has sent or heard yet: `server bet_placed`. A message is what its kind says (`op`, `res`), which its example has, too.
 */
export function messagesSeenOf({ channels }: Contract): () => string[] {
  const seen = new Set<string>()
  const all = channels.flatMap(({ messages }) => messages)
  const known = (['client', 'server'] as const).map((from) => ({
    from,
    of: kinds(all.filter((one) => one.from === from)),
  }))
  subscribe(MESSAGES, (told) => {
    const { from, message } = told as ToldMessage
    const name = known.find((one) => one.from === from)?.of(message)
    if (name !== undefined) seen.add(`${from} ${name}`)
  })
  return () => all.map(({ from, name }) => `${from} ${name}`).filter((one) => !seen.has(one))
}

/** Finds the name of a message by the field whose values tell the examples apart. */
function kinds(messages: readonly Message[]): (value: unknown) => string | undefined {
  const examples = messages.map(({ name, example }) => ({ name, fields: Object(example) as Record<string, unknown> }))
  const values = (field: string): number => new Set(examples.map(({ fields }) => fields[field]).filter(isKind)).size
  const [first] = examples
  const [field = ''] = Object.keys(first?.fields ?? {}).toSorted((a, b) => values(b) - values(a))
  const names = new Map(examples.map(({ name, fields }) => [fields[field], name]))
  return (value) => names.get((Object(value) as Record<string, unknown>)[field])
}

const isKind = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

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
