/** Many connections that have joined a game and count what they are told: `bets-subscribers.ts {port, game, people, count}`. */
import { connect } from 'node:net'
import { handshake, inGroups } from './handshake.ts'

type Asked = {
  readonly port: number
  readonly game: string
  readonly count: number
  readonly people: readonly string[]
}
const { port, game, count, people } = JSON.parse(process.argv[2] ?? '') as Asked
/** A text message of at most 125 bytes, masked with nothing. */
const join = Buffer.from(JSON.stringify({ op: 363, game_id: game }))
const JOIN = Buffer.concat([Buffer.from([0x81, 0x80 | join.length, 0, 0, 0, 0]), join])
const ODDS = Buffer.from('"res":361')
let messages = 0

// Handshakes count as calls, so each is that of one of the people: one alone would reach the limit.
await inGroups(count, (n) => open(people[n % people.length] ?? ''))
process.send?.({})
process.on('message', () => process.send?.({ messages }))

function open(key: string): Promise<void> {
  return new Promise((ready, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(handshake(port, key)))
    socket.once('data', () => socket.write(JOIN))
    socket.on('data', (data) => {
      for (let at = data.indexOf(ODDS); at >= 0; at = data.indexOf(ODDS, at + 1)) messages++
      if (data.includes('"res":333')) ready()
    })
    socket.on('error', failed)
  })
}
