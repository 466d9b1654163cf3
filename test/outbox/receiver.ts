/** A real receiver of webhooks: keeps what came, and answers as it is told. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
}
export type Answering = (received: Received, count: number) => { status: number; headers?: Record<string, string> }

export type Receiver = {
  readonly address: string
  readonly got: readonly Received[]
  readonly close: () => Promise<void>
}

/** Listens on a free port of this machine. */
export async function receiver(answering: Answering = () => ({ status: 200 })): Promise<Receiver> {
  const got: Received[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => (text += part))
    request.on('end', () => {
      const received = { method: request.method, url: request.url, headers: request.headers, text }
      got.push(received)
      const { status, headers = {} } = answering(received, got.length)
      response.writeHead(status, headers).end('thank you')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    got,
    close: () => new Promise((closed) => (server.close(() => closed()), server.closeAllConnections())),
  }
}
