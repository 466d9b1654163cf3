/** People who bet one after the other on connections that stay open: `bets-bettors.ts {port, pools, people}`. */
import { connect, type Socket } from 'node:net'

type Asked = { readonly port: number; readonly pools: readonly string[]; readonly people: readonly string[] }
const { port, pools, people } = JSON.parse(process.argv[2] ?? '') as Asked
const TARGETS = ['chile', 'peru', 'none']
let [bets, refused, until] = [0, 0, 0]
const connections = await Promise.all(people.slice(0, 100).map(open))
process.send?.({})

process.on('message', async ({ seconds }: { seconds: number }) => {
  ;[bets, refused, until] = [0, 0, performance.now() + seconds * 1000]
  await Promise.all(connections.map(({ bet }) => bet()))
  process.send?.({ bets, refused, seconds })
})

type Bettor = { readonly bet: () => Promise<void> }

/** One connection takes turns between the two people that it bets for, so that nobody reaches the limit of a key. */
function open(_: string, at: number): Promise<Bettor> {
  return new Promise((ready) => {
    const socket = connect(port, '127.0.0.1', () => ready({ bet: () => play(socket, at) }))
    socket.setNoDelay()
  })
}

function play(socket: Socket, at: number): Promise<void> {
  return new Promise((done) => {
    let n = 0
    const next = (): void => void socket.write(requestOf(people[(at * 2 + (n % 2)) % people.length] ?? '', at + n++))
    const heard = (data: Buffer): void => {
      if (!data.includes('HTTP/1.1 ')) return
      if (data.includes('HTTP/1.1 201')) bets++
      else refused++
      if (performance.now() < until) return next()
      socket.off('data', heard)
      done()
    }
    socket.on('data', heard)
    next()
  })
}

function requestOf(key: string, n: number): string {
  const body = JSON.stringify({ target_id: TARGETS[n % TARGETS.length], amount: '0.01' })
  const head = [
    `POST /r/pools/${pools[n % pools.length]}/predictions/ HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
