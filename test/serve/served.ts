/** Serves contracts over a real socket for tests. */
import { openFolder, openStore, type FileStore, type Store } from '../../src/store/index.ts'
import {
  createServer,
  type AnyBehaviour,
  type ServedApi,
  type Server,
  type ServerOptions,
} from '../../src/serve/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import { folder } from '../store/folder.ts'

export const KEY = { authorization: 'meow' }
export const ADMIN = { authorization: 'purr' }

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: () => unknown
}
export type Asked = {
  readonly headers?: Record<string, string>
  readonly body?: unknown
  readonly text?: string
  readonly raw?: FormData | Uint8Array<ArrayBuffer>
}

export type Served = {
  readonly address: string
  readonly server: Server
  readonly store: Store
  readonly fileStore: FileStore
  /** The folder of the files. */
  readonly folder: string
  /** The file of the store, unless it was given. */
  readonly file: string
  /** What was logged so far. */
  readonly log: () => string
  /** `GET /path` with the ordinary key; a body goes as JSON, a text as it is. */
  readonly ask: (request: string, asked?: Asked) => Promise<Answer>
  readonly api: (contract: Contract, behaviour?: AnyBehaviour) => ServedApi
  readonly close: () => Promise<void>
}

export type Serving = Partial<
  Pick<ServedApi, 'prefix' | 'timeout' | 'files' | 'behaviour' | 'store' | 'delivery' | 'limits' | 'demo'>
> & {
  readonly options?: ServerOptions
}

export const DEMO: ServedApi['demo'] = [
  { key: 'meow', admin: false },
  { key: 'purr', admin: true },
]

/** Serves one API with the keys `meow` and, for administrators, `purr`. */
export async function serve(contract: Contract, serving: Serving = {}): Promise<Served> {
  const place = folder()
  const store = serving.store ?? openStore(place.file('kittn.sqlite'))
  const fileStore = await openFolder(place.file('files'))
  let log = ''
  const api = (of: Contract, behaviour: AnyBehaviour = serving.behaviour ?? {}): ServedApi => ({
    name: 'test',
    prefix: serving.prefix ?? '',
    contract: of,
    behaviour,
    store,
    fileStore,
    ...(serving.timeout === undefined ? {} : { timeout: serving.timeout }),
    files: serving.files ?? new Map(),
    demo: serving.demo ?? DEMO,
    limits: serving.limits ?? [],
    ...(serving.delivery === undefined ? {} : { delivery: serving.delivery }),
  })
  const out = { write: (line: string) => void (log += line) }
  const server = await createServer([api(contract)], { log: true, out, ...serving.options })
  const address = await server.listen(0)
  return {
    address,
    server,
    store,
    fileStore,
    folder: place.file('files'),
    file: place.file('kittn.sqlite'),
    log: () => log,
    ask: (request, asked) => ask(address, request, asked),
    api,
    async close() {
      await server.close()
      if (serving.store === undefined) await store.close()
      place.remove()
    },
  }
}

/** Asks and reads the whole answer. */
export async function ask(
  address: string,
  request: string,
  { headers = KEY, body, text, raw }: Asked = {},
): Promise<Answer> {
  const [method = 'GET', path = '/'] = request.split(' ')
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const sent = raw ?? text ?? (body === undefined ? undefined : JSON.stringify(body))
  const answer = await fetch(address + path, {
    method,
    redirect: 'manual',
    headers: { ...type, ...headers },
    ...(sent === undefined ? {} : { body: sent }),
  })
  const answered = await answer.text()
  return { status: answer.status, headers: answer.headers, text: answered, json: () => JSON.parse(answered) as unknown }
}
