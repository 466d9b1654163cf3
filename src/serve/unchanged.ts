/**
 * `If-Match` before writes that api.ts answers: what the caller means to change has to be what reading the same address
 * shows. Changes by the store compare as they write (resource/parts.ts); before everything else a read of the address is looked at,
 * first of all and once more in one step with the first thing that is written (`Store.guarded`).
 */
import type { Action } from './actions.ts'
import type { Answered, Respond } from './call.ts'
import { names, tagOf } from './etag.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import type { Content } from './file.ts'
import { incoming, type Read, type Reading } from './incoming.ts'
import { responder, type Setting } from './respond.ts'

/** Resolves where the caller may go on; rejects with a Failure (412, and what the read itself fails with). */
export type Unchanged = (exchange: Exchange, values: readonly string[]) => Promise<void>

/** Makes what looks before an operation; undefined for operations that need none. */
export function unchanged(action: Action, api: Setting & Reading, all: readonly Action[]): Unchanged | undefined {
  const { method, path } = action.operation
  if (method === 'GET' || method === 'HEAD') return undefined
  if (action.by === 'store' && action.action !== 'create') return undefined
  const shown = all.find(({ operation }) => operation.method === 'GET' && operation.path === path)
  if (shown === undefined) return async () => Promise.reject(stale('nothing that is read at this address has an ETag'))
  let made: Shows | undefined
  return async (exchange, values) => {
    made ??= { read: incoming(shown.operation, api), respond: responder(shown, api) }
    const tag = await tagShown(made, exchange, values)
    if (tag === undefined || !names(exchange.header('if-match') ?? '', tag))
      throw stale('what is there has another ETag than If-Match names')
  }
}

type Shows = { readonly read: Read; readonly respond: Respond }

/** The tag that a read gets at this moment; undefined where it takes more than an address. */
async function tagShown({ read, respond }: Shows, ...asked: Parameters<Unchanged>): Promise<string | undefined> {
  try {
    return tagIn(await respond(read(...asked, {})))
  } catch (error) {
    if (error instanceof Failure && (error.status === 400 || error.status === 422)) return undefined
    throw error
  }
}

function tagIn(answered: Answered | Content): string | undefined {
  if (answered.etag !== undefined || 'open' in answered) return answered.etag
  return answered.text === undefined || answered.status !== 200 ? undefined : tagOf(answered.text)
}

function stale(why: string): Failure {
  return new Failure(412, `It was not done: ${why}.`, { parameter: 'If-Match' })
}
