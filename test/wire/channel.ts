/** A WebSocket client for tests: waits for messages, one after the other. */
import { channel } from 'node:diagnostics_channel'
import { WebSocket } from 'ws'

/** Every message that a client of this process sends or gets is told here. */
export const MESSAGES = 'kittn:test:message'
export type ToldMessage = { readonly from: 'client' | 'server'; readonly message: unknown }

const told = channel(MESSAGES)

export type Client = {
  readonly ws: WebSocket
  /** The next message, as JSON. */
  readonly next: () => Promise<unknown>
  /** Sends JSON, or a text as it is, and resolves with the next message. */
  readonly ask: (message: unknown) => Promise<unknown>
  readonly send: (message: unknown) => void
  /** The code with which it ended. */
  readonly ended: Promise<number>
  /** Headers of the answer to the handshake. */
  readonly headers: Readonly<Record<string, unknown>>
}

/** Rejects with the status where the handshake is refused. */
export async function connect(
  address: string,
  headers: Readonly<Record<string, string>> = { authorization: 'meow' },
): Promise<Client> {
  const ws = new WebSocket(address.replace(/^http/, 'ws'), { headers: { ...headers } })
  const came: unknown[] = []
  const waiting: ((message: unknown) => void)[] = []
  ws.on('message', (data) => {
    const message: unknown = JSON.parse(String(data))
    told.publish({ from: 'server', message } satisfies ToldMessage)
    const next = waiting.shift()
    if (next === undefined) came.push(message)
    else next(message)
  })
  const ended = new Promise<number>((end) => ws.on('close', end))
  let shown: Readonly<Record<string, unknown>> = {}
  ws.on('upgrade', (answer) => (shown = answer.headers))
  await new Promise<void>((open, refused) => {
    ws.on('open', open)
    ws.on('unexpected-response', (request, answer) => {
      refused(new Refused(answer.statusCode ?? 0, answer.headers['content-type']))
      request.destroy()
    })
    ws.on('error', refused)
  })
  const send = (message: unknown): void => {
    told.publish({ from: 'client', message } satisfies ToldMessage)
    ws.send(typeof message === 'string' ? message : JSON.stringify(message))
  }
  const next = (): Promise<unknown> =>
    came.length > 0 ? Promise.resolve(came.shift()) : new Promise((done) => waiting.push(done))
  return { ws, next, send, ended, headers: shown, ask: (message) => (send(message), next()) }
}

export class Refused extends Error {
  readonly status: number
  readonly type: string | undefined

  constructor(status: number, type: string | undefined) {
    super(`refused with ${status}`)
    this.status = status
    this.type = type
  }
}

/** The status with which a handshake is refused. */
export async function refusal(address: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  try {
    ;(await connect(address, headers)).ws.terminate()
    return 101
  } catch (error) {
    return error instanceof Refused ? error.status : 0
  }
}
