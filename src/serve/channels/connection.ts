/** One open WebSocket: what is sent on it, and when it is cut off. */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Caller } from '../identity.ts'
import { frameOf } from './frame.ts'
import type { Topics } from './topics.ts'

/** A WebSocket with the connection that it runs on. */
export type Socket = { readonly ws: WebSocket; readonly stream: Duplex }

/**
 * How many bytes may wait for a reader. One that leaves more lying is cut off, so that nobody else waits for it; it may
 * come back and ask anew.
 */
export const BACKLOG: number = 1024 * 1024

/** How long the other side may take to say goodbye, in milliseconds. */
const GOODBYE = 2000

export class Connection {
  readonly id: string
  /** As the page writes the address. */
  readonly address: string
  /** Where it comes from. */
  readonly from: { readonly address: string }
  caller: Caller
  readonly topics: Set<string> = new Set()
  /** Heard of since the last heartbeat. */
  alive = true
  readonly #socket: Socket
  readonly #hub: Topics
  #open = true

  constructor(what: Pick<Connection, 'id' | 'address' | 'from' | 'caller'>, socket: Socket, hub: Topics) {
    this.id = what.id
    this.address = what.address
    this.from = what.from
    this.caller = what.caller
    this.#socket = socket
    this.#hub = hub
  }

  send(value: unknown): void {
    this.write(frameOf(JSON.stringify(value)))
  }

  /** Sends a message that is framed already. */
  write(frame: Buffer): void {
    if (!this.#open) return
    const { stream } = this.#socket
    if (stream.writableLength > BACKLOG) return this.close(1013, 'too slow a reader')
    stream.write(frame)
  }

  subscribe(topic: string): void {
    if (this.#open) this.#hub.add(topic, this)
  }

  unsubscribe(topic: string): void {
    this.#hub.remove(topic, this)
  }

  close(code = 1000, reason = ''): void {
    if (!this.#open) return
    this.left()
    this.#socket.ws.close(code, reason)
    setTimeout(() => this.#socket.ws.terminate(), GOODBYE).unref()
  }

  /** Ends one that has said nothing since the last heartbeat, and asks the others whether they are there. */
  beat(): void {
    if (!this.alive) return this.#socket.ws.terminate()
    this.alive = false
    this.#socket.ws.ping()
  }

  /** Nothing more is sent. */
  left(): void {
    this.#open = false
    this.#hub.leave(this)
  }
}
