/** One request and its answer, as the stages see them. What a request says is worked out when it is asked for. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Action } from './actions.ts'
import { parseQuery } from './body.ts'
import type { Socket } from './channels/connection.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller } from './identity.ts'
import type { Meter } from './meter.ts'
import { receive } from './receive.ts'
import { newRequestId } from './request-id.ts'
import type { Soon } from './soon.ts'

/** A query as parsed: a name that stands there twice has a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** What the requests of one server have in common. */
export type Flow = {
  /** No more requests are taken: connections end with the answer that they wait for. */
  readonly closing: boolean
  /** A proxy in front says where callers come from, and nobody else reaches the server. */
  readonly trustsProxy: boolean
  /** How many requests have begun and are not answered. */
  open: number
  /** Told of each request, when its answer is handed over. */
  readonly heard: ((exchange: Exchange, status: number, milliseconds: number) => void) | undefined
}

/** Makes a WebSocket of the connection of a request; `headers` go out with the answer. */
export type Upgrade = (headers: readonly string[]) => Socket

/** Takes secrets out of an address; `path` is how the page writes it, if it does. */
export type Redact = (url: string, path?: string) => string

/** Rests of bodies up to this many bytes are read and thrown away: to close before would cut off the answer. */
const DISCARDED = 16 * 1024 * 1024

/** How long the rest of a body may take after the answer, in milliseconds. */
const REST = 20_000

const NO_QUERY: Query = Object.freeze({})
const REQUEST_ID = /^[\w.:/+=-]{1,128}$/

/** A body with the head of its request. */
export type Source = Readable & Pick<IncomingMessage, 'headers' | 'socket'>

export class Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly headers: IncomingHttpHeaders
  /** `GET` */
  readonly method: string
  /** The caller's own id for the request where it is one that can go into headers and logs, else a new one. */
  readonly id: string
  /** When the request began, as `performance.now()` counts. */
  readonly began: number = performance.now()
  /** Path and query as they were sent. */
  readonly url: string
  /** The path as it was sent, with its escapes. */
  readonly path: string
  caller: Caller = ANONYMOUS
  /** Undefined for addresses that are no operation's. */
  action: Action | undefined = undefined
  /** The channel that a handshake is for. */
  channel: { readonly by: string; readonly address: string } | undefined = undefined
  /** Counts this request. */
  meter: Meter | undefined = undefined
  /** Hears of this request besides the log. */
  told: ((exchange: Exchange, status: number, milliseconds: number) => void) | undefined = undefined
  /** What an error answer said was wrong. */
  wrong: string | undefined = undefined
  /** Takes secrets out of an address, for the log. */
  redacted: Redact | undefined = undefined
  /** Headers that stages add to whatever will be answered: names and values in turn. */
  added: string[] | undefined = undefined
  #received: Promise<Buffer> | undefined = undefined
  readonly #flow: Flow
  readonly #upgrade: Upgrade | undefined
  #query: Query | undefined = undefined
  #ended: AbortController | undefined = undefined

  constructor(request: IncomingMessage, response: ServerResponse, flow: Flow, upgrade?: Upgrade) {
    this.#upgrade = upgrade
    this.#flow = flow
    flow.open++
    this.request = request
    this.response = response
    this.headers = request.headers
    this.method = request.method ?? 'GET'
    const own = this.headers['x-request-id']
    this.id = typeof own === 'string' && REQUEST_ID.test(own) ? own : newRequestId()
    const url = request.url ?? '/'
    this.url = url.charCodeAt(0) === 0x2f ? url : originForm(url)
    const query = this.url.indexOf('?')
    this.path = query < 0 ? this.url : this.url.slice(0, query)
  }

  /** Throws a Failure (400) for a query that cannot be read. */
  get query(): Query {
    return (this.#query ??=
      this.path.length === this.url.length ? NO_QUERY : parseQuery(this.url.slice(this.path.length + 1)))
  }

  /** A request header that came once. */
  header(name: string): string | undefined {
    const value = this.headers[name]
    return typeof value === 'string' ? value : undefined
  }

  /** The bytes of the body, read when they are first asked for; undefined where there is none. Rejects with a Failure. */
  body(): Soon<Buffer | undefined> {
    return this.hasBody ? (this.#received ??= receive(this.request)) : undefined
  }

  get hasBody(): boolean {
    const { method, headers } = this
    if (method === 'GET' || method === 'HEAD') return false
    return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
  }

  /** The body as it comes in; where somebody had to have the whole of it before, that. */
  async source(): Promise<Source> {
    const { headers, socket } = this.request
    const bytes = await this.#received
    return bytes === undefined ? this.request : Object.assign(Readable.from([bytes]), { headers, socket })
  }

  /** Adds a header to whatever will be answered. */
  add(name: string, value: string): void {
    ;(this.added ??= []).push(name, value)
  }

  /** Whether the connection has to end: the server does, or the rest of a body is not worth reading. */
  mustClose(): boolean {
    if (this.#flow.closing) return true
    if (this.method === 'GET' || this.method === 'HEAD' || this.request.complete) return false
    return Number(this.headers['content-length'] ?? 0) > DISCARDED
  }

  /** Whether the caller asks for a WebSocket. */
  get isHandshake(): boolean {
    return this.#upgrade !== undefined
  }

  /** Opens the WebSocket that the caller asks for, and says how it will be answered. */
  accept(by: string): Socket {
    if (this.#upgrade === undefined) throw new Failure(426, undefined, { headers: { upgrade: 'websocket' } })
    const socket = this.#upgrade([`x-request-id: ${this.id}`, `kittn-answer: ${by}`])
    this.finished(101)
    return socket
  }

  /** To be called once, when the answer is handed over. */
  finished(status: number): void {
    const milliseconds = performance.now() - this.began
    this.#flow.open--
    this.meter?.count(status, milliseconds)
    this.told?.(this, status, milliseconds)
    this.#flow.heard?.(this, status, milliseconds)
    if (!this.request.complete && this.hasBody) this.#endRest()
  }

  /** A caller who was answered before its body ended has a while for the rest of it. */
  #endRest(): void {
    const { request } = this
    const timer = setTimeout(() => request.destroy(), REST).unref()
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > DISCARDED) request.destroy()
    })
    request.once('close', () => clearTimeout(timer))
  }

  /** Where the API is for this caller: `https://api.example.com`. A proxy in front says whether the caller came by TLS;
   * it is believed, because only the caller itself is told. */
  get origin(): string {
    return `${this.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${this.headers.host ?? ''}`
  }

  /** The address that the request comes from; behind a trusted proxy, the one that this proxy saw. */
  get address(): string {
    const own = this.request.socket.remoteAddress ?? ''
    if (!this.#flow.trustsProxy) return own
    // What stands before the last one anybody may have written.
    return this.header('x-forwarded-for')?.split(',').at(-1)?.trim() || own
  }

  /** A signal that is given when the caller hangs up, or the server gives up. */
  hungUp(): AbortSignal {
    if (this.#ended === undefined) {
      const ended = (this.#ended = new AbortController())
      this.response.once('close', () => {
        if (!this.response.writableFinished) ended.abort()
      })
    }
    return this.#ended.signal
  }

  giveUp(): void {
    this.#ended?.abort()
  }

  /** Throws a Failure (400) for an address that cannot be read. */
  checkAddress(): void {
    if (/[^\x21-\x7e]/.test(this.url)) throw new Failure(400, 'The address has characters that must be escaped.')
    void this.query
  }
}

/** `GET http://host/path` asks for `/path` (RFC 9112, 3.2.2). */
function originForm(url: string): string {
  if (!URL.canParse(url)) return `/${url}`
  const { pathname, search } = new URL(url)
  return pathname + search
}
