/** No room for the file: creates are refused with 503, reads go on, nothing acknowledged is lost, and room mends it. */
import { acknowledged, create, startServer, statuses } from './load.ts'
import { stored } from './kill.ts'

export type Full = {
  readonly statuses: Readonly<Record<string, number>>
  readonly read: number
  readonly lost: number
  /** The status of a create once there is room again. */
  readonly after: number
}

export async function full(file: string): Promise<Full> {
  // Files may grow to 1 MB; without the trap the signal would end the process.
  const server = await startServer(file, ['bash', '-c', `trap '' XFSZ; ulimit -f 1024; exec "$@"`, 'bash'])
  const outcomes = await create(server.address, { callers: 50, total: 6000 })
  const read = await fetch(`${server.address}/api/kittens/1`, { headers: { authorization: 'meow' } })
  await server.end('SIGTERM')
  const there = await stored(file)
  const again = await startServer(file)
  const [after] = await create(again.address, { callers: 1, total: 1 })
  await again.end('SIGTERM')
  const lost = acknowledged(outcomes).filter((id) => !there.has(id)).length
  return { statuses: statuses(outcomes), read: read.status, lost, after: after?.status ?? 0 }
}
