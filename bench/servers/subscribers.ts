/** Opens many connections and reads whatever comes, without looking at it. */
import { connect } from 'node:net'
import { handshake, inGroups } from './handshake.ts'

const [port = 0, count = 0] = process.argv.slice(2).map(Number)

await inGroups(count, open)
process.send?.({ ready: count })

function open(): Promise<void> {
  return new Promise((ready, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(handshake(port)))
    socket.once('data', (answer) => (String(answer).includes(' 101 ') ? ready() : failed(new Error(String(answer)))))
    socket.on('data', () => undefined)
    // Says that it is there before anybody asks: an empty, masked pong.
    setInterval(() => socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0])), 10_000)
    socket.on('error', failed)
  })
}
