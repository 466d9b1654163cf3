/** The server: the only file with sockets. What is behind the socket can be swapped without dropping a connection. */
import http, { type IncomingMessage, type Server as HttpServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { memoryCluster, type Cluster } from '../cluster/index.ts'
import { buildApp, type AppOptions, type Extra } from './app.ts'
import { Exchange, type Flow, type Upgrade } from './exchange.ts'
import { Failure } from './fail.ts'
import { gathered, logger, requestLine, type Sink } from './log.ts'
import type { ServedApi } from './served.ts'
import { siteFile } from './site.ts'
import { vitals } from './vitals.ts'

export type ServerOptions = {
  /** A line of JSON for each request; without it, only for what went wrong. */
  readonly log?: boolean
  /** Whether `X-Forwarded-For` is believed: only behind a proxy that writes it, and past which nobody comes. */
  readonly trustProxy?: boolean
  /** Where the lines go, the standard output by default. */
  readonly out?: Sink
  /** Files at the root, where no API is: path and content. */
  readonly home?: readonly { readonly path: string; readonly content: string | Uint8Array }[]
  /** Addresses that go before everything else, by their path. */
  readonly extra?: Extra
  /** What is shared with other processes of the same APIs; without it, nothing is. */
  readonly cluster?: Cluster
}

export type Server = {
  /** Resolves to the address as a URL without a slash at the end. `shared`: beside others that listen on the same port. */
  readonly listen: (port: number, host?: string, shared?: boolean) => Promise<string>
  /** Puts other APIs behind the socket. What has begun is answered by what it began with. */
  readonly swap: (apis: readonly ServedApi[]) => Promise<void>
  /** Takes no more requests, answers those that have begun, then closes. */
  readonly close: () => Promise<void>
}

/** How long requests that have begun may take to end when the server closes, in milliseconds. */
const DRAIN = 10_000

/** Codes with which WebSockets end (RFC 6455, 7.4.1, and the registry of IANA). */
const GOING_AWAY = 1001
const RELOADED = 1012

/** Only handshakes of WebSockets upgrade; whoever offers another protocol is answered in this one. */
const HTTP = {
  // A request without a body has no stream of one to begin and to end.
  optimizeEmptyRequests: true,
  // Uploads may take their time as long as they go on; what reads a body looks at its pace.
  requestTimeout: 3_600_000,
  headersTimeout: 20_000,
  keepAliveTimeout: 72_000,
  shouldUpgradeCallback: (request: IncomingMessage): boolean => request.headers.upgrade?.toLowerCase() === 'websocket',
}

/** Makes a server for these APIs; it does not listen yet. */
export async function createServer(apis: readonly ServedApi[], options: ServerOptions = {}): Promise<Server> {
  const lines = logger(gathered(options.out ?? process.stdout), options.log ? 'info' : 'error')
  const heard: Flow['heard'] = options.log
    ? (exchange, status, milliseconds) => lines.line(requestLine(exchange, status, milliseconds))
    : undefined
  const flow = { closing: false, trustsProxy: options.trustProxy ?? false, open: 0, heard }
  const settings: AppOptions = {
    logger: lines,
    home: new Map((options.home ?? []).map(({ path, content }) => [path, siteFile(path, content)])),
    extra: options.extra ?? new Map(),
    flow,
    cluster: options.cluster ?? memoryCluster(),
    vitals: vitals({
      flow,
      stores: () => app.running.map(({ api }) => api.store),
      meters: () => app.meters,
    }),
  }
  let app = await buildApp(apis, settings)
  app.start()
  const server = http.createServer(HTTP)
  server.on('request', (request, response) => app.handle(new Exchange(request, response, flow)))
  server.on('upgrade', (request, stream, head) => {
    const [response, upgrade] = handshake(request, stream, head)
    app.handle(new Exchange(request, response, flow, upgrade))
  })
  server.on('clientError', refuse)
  return {
    listen: (port, host = '127.0.0.1', shared = false) => listen(server, port, host, shared),
    async swap(next) {
      const before = app
      app = await buildApp(next, settings, before)
      app.start()
      await before.stop(RELOADED, app)
    },
    async close() {
      flow.closing = true
      await Promise.all([drain(server), app.stop(GOING_AWAY)])
    },
  }
}

/** The largest message that is read, in bytes. */
const MESSAGE_LIMIT = 64 * 1024
const sockets = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: MESSAGE_LIMIT })

/** What answers a handshake: as HTTP where it is refused, else by opening the WebSocket. */
function handshake(request: IncomingMessage, stream: Duplex, head: Buffer): [http.ServerResponse, Upgrade] {
  const response = new http.ServerResponse(request)
  // The connections of an HTTP server are sockets, whatever the types leave open.
  response.assignSocket(stream as Socket)
  response.shouldKeepAlive = false
  response.on('finish', () => stream.end())
  stream.on('error', () => stream.destroy())
  return [
    response,
    (headers) => {
      response.detachSocket(stream as Socket)
      sockets.once('headers', (lines: string[]) => void lines.push(...headers))
      let opened: WebSocket | undefined
      sockets.handleUpgrade(request, stream, head, (ws) => (opened = ws))
      sockets.removeAllListeners('headers')
      if (opened === undefined) throw new Failure(400, 'The handshake is none of a WebSocket.')
      return { ws: opened, stream }
    },
  ]
}

function listen(server: HttpServer, port: number, host: string, reusePort: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, reusePort }, () => {
      server.off('error', reject)
      // A server that listens on a port has an address of this kind.
      const address = server.address() as AddressInfo
      const name =
        host === '0.0.0.0' || host === '::'
          ? 'localhost'
          : address.family === 'IPv6'
            ? `[${address.address}]`
            : address.address
      resolve(`http://${name}:${address.port}`)
    })
  })
}

function drain(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    const last = setTimeout(() => server.closeAllConnections(), DRAIN)
    server.close(() => {
      clearTimeout(last)
      resolve()
    })
    server.closeIdleConnections()
  })
}

type ClientError = Error & { readonly code?: string }

const STATUSES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What is no HTTP gets an answer too, if anybody is there to hear it. */
function refuse(error: ClientError, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const status = STATUSES[error.code ?? ''] ?? '400 Bad Request'
  const [code = '400', ...title] = status.split(' ')
  const body = JSON.stringify({ type: 'about:blank', title: title.join(' '), status: Number(code) })
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
