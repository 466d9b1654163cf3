/**
 * What others make of the same API: `peer.ts FILE prism|json-server|express-openapi-validator`. Each runs in this process, as
 * its own command line or its README would have it, without logging. They come with `script/bootstrap --bench`.
 */
import { writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openapi } from '../../src/outputs/index.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { KITTEN, ready, SECRET } from './ready.ts'

const require = createRequire(join(import.meta.dirname, '../peers/package.json'))
const [, , file = '', name = ''] = process.argv
const kitten = JSON.parse(KITTEN) as { readonly id: number }
const kittens = Array.from({ length: 1000 }, (_, at) => ({ ...kitten, id: at + 1 }))

/** The types of what is brought are not, so what is used of them is said here. */
type Handler = (
  request: { headers: { authorization?: string }; params: { id: string } },
  response: Response,
  next: () => void,
) => void
type Response = { status: (code: number) => Response; json: (body: unknown) => void }
type App = {
  use: (...handlers: readonly unknown[]) => void
  get: (path: string, handler: Handler) => void
  listen: (port: number, host: string, done: () => void) => Server
}

/** The page as OpenAPI, in a file. */
function description(): string {
  const [document] = openapi.run(read('index.html.md', filesIn('apis/kittn/source')), { dev: false })
  writeFileSync(`${file}.json`, document?.content ?? '')
  return `${file}.json`
}

const known: Handler = ({ headers }, response, next) =>
  headers.authorization === SECRET ? next() : response.status(401).json({ error: 'key' })

function serve(app: App): void {
  // A server that listens on a port has an address of this kind.
  const server = app.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port))
}

const PEERS: Readonly<Record<string, () => Promise<void> | void>> = {
  async prism() {
    const { createServer } = require('@stoplight/prism-http-server')
    const { getHttpOperationsFromSpec } = require('@stoplight/prism-http')
    const mock = { dynamic: false }
    const config = {
      isProxy: false,
      mock,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
    }
    // As its command line with `-v silent`.
    const { createLogger } = require('@stoplight/prism-core')
    const logger = createLogger('bench', { level: 'silent' })
    const server = createServer(await getHttpOperationsFromSpec(description()), {
      cors: true,
      config,
      components: { logger },
    })
    ready(Number(new URL(await server.listen(0, '127.0.0.1')).port))
  },
  'json-server'() {
    const { create, router } = require('json-server')
    const app = create() as App
    app.use(known)
    app.use('/api', router({ kittens }))
    serve(app)
  },
  'express-openapi-validator'() {
    const app = require('express')() as App
    const { middleware } = require('express-openapi-validator')
    const key = ({ headers }: Parameters<Handler>[0]): boolean => headers.authorization === SECRET
    app.use(middleware({ apiSpec: description(), validateSecurity: { handlers: { key } } }))
    app.get('/api/kittens/:id', (request, response) => response.json(kittens[Number(request.params.id) - 1]))
    serve(app)
  },
}

const start = PEERS[name]
if (start === undefined) throw new Error(`no peer is called ${name}`)
await start()
