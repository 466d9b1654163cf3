/** How long well-behaved callers wait while others misbehave. */
import { performance } from 'node:perf_hooks'
import { connect, type Socket } from 'node:net'

/** The median and the slowest of 200 reads, one after the other, in milliseconds; reads that failed count as Infinity. */
export async function reads(address: string): Promise<{ readonly median: number; readonly slowest: number }> {
  const times: number[] = []
  for (let n = 0; n < 200; n++) {
    const began = performance.now()
    const answer = await fetch(`${address}/api/kittens/2`, { headers: { authorization: 'meow' } })
    await answer.text()
    times.push(answer.status === 200 ? performance.now() - began : Infinity)
  }
  const sorted = times.toSorted((a, b) => a - b)
  return { median: rounded(sorted[100] ?? 0), slowest: rounded(sorted.at(-1) ?? 0) }
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}

/** Opens so many connections, some at a time, each beginning with these bytes. */
export async function open(address: string, count: number, bytes: string): Promise<Socket[]> {
  const { hostname, port } = new URL(address)
  const sockets: Socket[] = []
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        if (bytes !== '') socket.write(bytes)
        socket.off('error', reject)
        socket.on('error', () => undefined)
        socket.resume()
        sockets.push(socket)
        resolve()
      })
      socket.on('error', reject)
    })
  while (sockets.length < count) await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, one))
  return sockets
}
