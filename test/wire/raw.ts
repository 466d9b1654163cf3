/** Requests as bytes on a socket: what no well-behaved client would send. */
import { connect } from 'node:net'

export type Raw = { readonly status: number | undefined; readonly text: string; readonly closed: boolean }

/** Sends the bytes and reads until an answer is complete, the other side closes, or time is up. Never rejects. */
export function sendRaw(address: string, bytes: string | Buffer, milliseconds = 4000): Promise<Raw> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    const end = (closed: boolean): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ status: statusOf(text), text, closed })
    }
    const timer = setTimeout(() => end(false), milliseconds)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (isWhole(text)) end(false)
    })
    socket.on('close', () => end(true))
    socket.on('error', () => undefined)
    socket.write(bytes)
  })
}

function statusOf(text: string): number | undefined {
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]
  return status === undefined ? undefined : Number(status)
}

function isWhole(text: string): boolean {
  const [head, body] = text.split('\r\n\r\n', 2)
  const length = /^content-length: (\d+)/im.exec(head ?? '')?.[1]
  return body !== undefined && (length === undefined || body.length >= Number(length))
}

/** A request head with the key, as bytes. */
export function head(request: string, ...headers: readonly string[]): string {
  return [`${request} HTTP/1.1`, 'Host: x', 'Authorization: meow', ...headers, '', ''].join('\r\n')
}

/** A JSON request with the key. */
export function post(body: string | Buffer, ...headers: readonly string[]): Buffer {
  const bytes = Buffer.from(body)
  const type = headers.some((header) => /^content-type/i.test(header)) ? [] : ['Content-Type: application/json']
  const start = head('POST /api/kittens', `Content-Length: ${bytes.length}`, ...type, ...headers)
  return Buffer.concat([Buffer.from(start), bytes])
}
