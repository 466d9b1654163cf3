/** Slow-loris: heads and bodies that come byte by byte. They are cut off, and meanwhile nobody waits for them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from './load.ts'
import { open, reads } from './patience.ts'

export type Slow = {
  readonly connections: number
  readonly before: object
  readonly meanwhile: object
  /** How many were cut off, and after how many seconds the last one. */
  readonly cutOff: number
  readonly seconds: number
}

const HEAD = 'GET /api/kittens/2 HTTP/1.1\r\nHost: x\r\nX-Slow: '
const BODY = `POST /api/kittens HTTP/1.1\r\nHost: x\r\nAuthorization: meow\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{`

/** As long as this it goes on at most, in seconds. */
const LONGEST = 100

export async function slow(data: string, each = 500): Promise<Slow> {
  const server = await startServer(data)
  const before = await reads(server.address)
  const sockets = [...(await open(server.address, each, HEAD)), ...(await open(server.address, each, BODY))]
  let [cutOff, seconds] = [0, 0]
  const began = performance.now()
  for (const socket of sockets)
    socket.on('close', () => {
      cutOff++
      seconds = Math.round((performance.now() - began) / 1000)
    })
  const meanwhile = await reads(server.address)
  while (cutOff < sockets.length && performance.now() - began < LONGEST * 1000) {
    for (const socket of sockets) if (socket.writable) socket.write('x')
    await sleep(1000)
  }
  for (const socket of sockets) socket.destroy()
  await server.end('SIGKILL')
  return { connections: sockets.length, before, meanwhile, cutOff, seconds }
}
