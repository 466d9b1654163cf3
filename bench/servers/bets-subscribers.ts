/** Many connections that have joined a game and count what they are told: `bets-subscribers.ts {port, game, people, count}`. */
import { connect } from 'node:net'

type Asked = {
  readonly port: number
  readonly game: string
  readonly count: number
  readonly people: readonly string[]
}
const { port, game, count, people } = JSON.parse(process.argv[2] ?? '') as Asked
/** Handshakes count as calls, so each is that of one of the people: strangers from one address would reach their limit. */
const handshake = (key: string): string =>
  [
    'GET /live HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Authorization: ${key}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')
/** A text message of at most 125 bytes, masked with nothing. */
const join = Buffer.from(JSON.stringify({ op: 363, game_id: game }))
const JOIN = Buffer.concat([Buffer.from([0x81, 0x80 | join.length, 0, 0, 0, 0]), join])
const ODDS = Buffer.from('"res":361')
let messages = 0

for (let at = 0; at < count; at += 50)
  await Promise.all(
    Array.from({ length: Math.min(50, count - at) }, (_, n) => open(people[(at + n) % people.length] ?? '')),
  )
process.send?.({})
process.on('message', () => process.send?.({ messages }))

function open(key: string): Promise<void> {
  return new Promise((ready, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(handshake(key)))
    socket.once('data', () => socket.write(JOIN))
    socket.on('data', (data) => {
      for (let at = data.indexOf(ODDS); at >= 0; at = data.indexOf(ODDS, at + 1)) messages++
      if (data.includes('"res":333')) ready()
    })
    socket.on('error', failed)
  })
}
