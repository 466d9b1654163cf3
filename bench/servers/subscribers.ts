/** Opens many connections and reads whatever comes, without looking at it. */
import { connect } from 'node:net'

const [port, count] = process.argv.slice(2).map(Number)
const HANDSHAKE = [
  'GET /live HTTP/1.1',
  `Host: 127.0.0.1:${port}`,
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n')

/** One after the other in small groups, so that the queue of the listener never runs over. */
for (let at = 0; at < (count ?? 0); at += 50)
  await Promise.all(Array.from({ length: Math.min(50, (count ?? 0) - at) }, open))
process.send?.({ ready: count })

function open(): Promise<void> {
  return new Promise((ready, failed) => {
    const socket = connect(port ?? 0, '127.0.0.1', () => socket.write(HANDSHAKE))
    socket.once('data', (answer) => (String(answer).includes(' 101 ') ? ready() : failed(new Error(String(answer)))))
    socket.on('data', () => undefined)
    // Says that it is there before anybody asks: an empty, masked pong.
    setInterval(() => socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0])), 10_000)
    socket.on('error', failed)
  })
}
