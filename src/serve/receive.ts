/** Takes in the body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http'
import { deadlines } from './deadlines.ts'
import { Failure } from './fail.ts'

/** The largest body that is read, in bytes. */
export const BODY_LIMIT: number = 1024 * 1024

/** How long a body of this size may take, in milliseconds. */
const PATIENCE = 60_000
const late = deadlines(PATIENCE)

/** The bytes of the body; rejects with a Failure: 413 where there are too many, 400 where they break off, 408 where they take too long. */
export function receive(request: IncomingMessage, limit: number = BODY_LIMIT): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > limit) return Promise.reject(tooLarge(limit))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const deadline = late.add(() => reject(new Failure(408, 'The body came too slowly.')))
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= limit) return void chunks.push(chunk)
      late.delete(deadline)
      request.removeAllListeners('data')
      reject(tooLarge(limit))
    })
    request.on('end', () => {
      late.delete(deadline)
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
    })
    // The caller hung up in the middle of its body: nobody reads the answer, and nobody did anything wrong here.
    request.on('error', () => {
      late.delete(deadline)
      reject(new Failure(400, 'The body broke off.'))
    })
  })
}

function tooLarge(limit: number): Failure {
  return new Failure(413, `The body is too large: at most ${limit} bytes are read.`)
}
