/** Makes the responder of each action. */
import type { Contract, Operation } from '../model/contract.ts'
import { answerOf, isBare, success } from '../model/sight.ts'
import type { Json } from '../model/shape.ts'
import { uploadsOf } from '../model/uploads.ts'

import type { FileStore, Store } from '../store/index.ts'
import type { Action, ExampleAction, HandlerAction } from './actions.ts'
import type { Input } from './behaviour.ts'
import { Failure, Reply } from './fail.ts'
import { json, type Answered, type Call, type Respond } from './call.ts'
import { cut } from './cut.ts'
import { contentOf, FileAnswer, type Content } from './file.ts'
import type { Absent } from './gone.ts'
import type { Caller } from './identity.ts'
import { inTime, UPLOAD_LIMIT } from './in-time.ts'
import { dropping, keepingFiles, resourceResponder } from './resource/index.ts'
import { mismatchIn, onceFor, type Keeping } from './once.ts'
import { replaying } from './replay.ts'
import type { AnyServices, Log } from './services.ts'

export type Setting = {
  readonly contract: Contract
  readonly store: Store
  readonly services: AnyServices
  readonly prefix: string
  readonly absent: Absent
  /** Undefined where there is no folder for files. */
  readonly fileStore: FileStore | undefined
  /** How long a handler may take, in milliseconds. */
  readonly timeout: number
}

/** How an operation is answered, as a function. */
export function responder(action: Action, setting: Setting): Respond {
  switch (action.by) {
    case 'handler':
      return handlerResponder(action, setting)
    case 'store': {
      const records = setting.store.records(action.resource.name)
      const { absent, prefix, contract } = setting
      const { transaction } = setting.store
      const mismatch = mismatchIn(contract)
      const dropFiles = dropping(contract, action.resource, setting.fileStore)
      const stage = { part: action, records, absent, mismatch, transaction, dropFiles }
      return keepingFiles(prefix, resourceResponder(stage))
    }
    case 'example':
      return exampleResponder(action)
    case 'nothing':
      return nothing(action.operation)
  }
}

/** A handler that is late ends at last, or never: so long its `Idempotency-Key` stays with it, in milliseconds. */
const SLACK = 60_000

function handlerResponder({ handler, operation }: HandlerAction, setting: Setting): Respond {
  const { services, prefix, store, contract, fileStore, timeout } = setting
  const keeping = { answers: store.answers, transaction: services.transaction, mismatch: mismatchIn(contract) }
  const status = success(operation)?.status ?? (operation.method === 'POST' ? 201 : 200)
  const [shape, empty] = [answerOf(operation), emptyAnswer(operation)]
  const limit = uploadsOf(operation) === undefined ? timeout : Math.max(timeout, UPLOAD_LIMIT)
  const replay = { ...keeping, lease: limit + SLACK }
  return async (call) => {
    // What the handler is typed with was made from the same page as what it gets.
    const input = new HandlerInput(call, { services, prefix, keeping })
    const answered = async (): Promise<Answered | Content> => {
      const answer = await handler(input as never)
      if (answer instanceof Reply) return replied(answer)
      if (answer instanceof FileAnswer) return contentOf(answer, fileStore)
      if (answer === undefined) return empty
      // JSON.stringify has the last word on what a handler's answer is as JSON.
      const text = JSON.stringify(cut(shape, answer as Json))
      return input.repeated ? json(status, text, { 'idempotency-replayed': 'true' }) : json(status, text)
    }
    const { once } = call
    return inTime(once === undefined ? answered() : replaying(once, replay, answered), call, limit)
  }
}

/** What all handlers of an API get alike. */
type Around = { readonly services: AnyServices; readonly prefix: string; readonly keeping: Keeping }

/** What a handler gets. A class, because `log` and `signal` are made only where they are asked for. */
class HandlerInput implements Input {
  readonly path: Input['path']
  readonly query: Input['query']
  readonly headers: Input['headers']
  readonly body: unknown
  readonly caller: Caller
  readonly store: AnyServices['store']
  readonly db: AnyServices['db']
  readonly transaction: AnyServices['transaction']
  readonly mail: AnyServices['mail']
  readonly notify: AnyServices['notify']
  readonly publish: AnyServices['publish']
  readonly kept: AnyServices['kept']
  readonly files: Input['files']
  /** Whether what `once` returned was kept before. */
  repeated = false
  readonly #call: Call
  readonly #around: Around

  constructor(call: Call, around: Around) {
    const { services } = around
    this.#around = around
    // Placeholders have texts and numbers only.
    this.path = call.path as Input['path']
    this.query = call.query
    this.headers = call.headers
    this.body = call.body
    this.caller = call.caller
    this.store = services.store
    this.db = services.db
    this.transaction = services.transaction
    this.mail = services.mail
    this.notify = services.notify
    this.publish = services.publish
    this.kept = services.kept
    this.files = call.files
    this.#call = call
  }

  get once(): AnyServices['transaction'] {
    const { once } = this.#call
    const { keeping } = this.#around
    return once === undefined ? this.transaction : onceFor(once, keeping, () => void (this.repeated = true))
  }

  get address(): string {
    return this.#call.origin() + this.#around.prefix
  }

  get log(): Log {
    return this.#call.log()
  }

  get signal(): AbortSignal {
    return this.#call.signal()
  }
}

function replied({ status, body, headers }: Reply): Answered {
  if (body === undefined) return { status, mediaType: 'text/plain', text: undefined, headers }
  if (typeof body === 'string') return { status, mediaType: 'text/plain; charset=utf-8', text: body, headers }
  return json(status, JSON.stringify(body), headers)
}

function exampleResponder({ operation, mediaType, text }: ExampleAction): Respond {
  const status = success(operation)?.status ?? 200
  const type =
    mediaType.includes('charset') || !/^text\/|json/.test(mediaType) ? mediaType : `${mediaType}; charset=utf-8`
  return async () => (status === 204 ? { status, mediaType: type, text: undefined } : { status, mediaType: type, text })
}

/** An answer without a body, with the status of which the page shows none either; else 204. */
function emptyAnswer(operation: Operation): Answered {
  const shown = success(operation)
  const status = shown !== undefined && isBare(shown) ? shown.status : 204
  return { status, mediaType: 'text/plain', text: undefined }
}

/** A write that shows no answer has none. A read that shows none cannot be answered honestly. */
function nothing(operation: Operation): Respond {
  const empty = emptyAnswer(operation)
  if ((operation.method === 'GET' || operation.method === 'HEAD') && success(operation)?.status !== 204) {
    return async () => {
      throw new Failure(501, 'The page shows no answer for this operation.')
    }
  }
  return async () => empty
}
