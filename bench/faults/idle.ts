/** Ten thousand connections that say nothing: what they cost, and whether anybody waits for them. */
import { startServer } from './load.ts'
import { open, reads } from './patience.ts'

export type Idle = {
  readonly connections: number
  /** Median and slowest read before and meanwhile, in milliseconds. */
  readonly before: object
  readonly meanwhile: object
  /** Kilobytes of memory for each. */
  readonly each: number
}

export async function idle(data: string, connections = 10_000): Promise<Idle> {
  const server = await startServer(data)
  const before = await reads(server.address)
  const began = await server.memory()
  const sockets = await open(server.address, connections, '')
  const meanwhile = await reads(server.address)
  const each = Math.round((((await server.memory()) - began) * 1000) / connections)
  for (const socket of sockets) socket.destroy()
  await server.end('SIGKILL')
  return { connections, before, meanwhile, each }
}
