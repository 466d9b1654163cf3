/** The floor for creates: node:http that reads the body and answers constant bytes. Prints its address. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const TEXT = '{"id":1,"name":"Max"}'
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString())
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': TEXT.length }).end(TEXT)
  })
})
server.listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address of this kind.
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
process.stdin.on('data', () => {
  const { user, system } = process.cpuUsage()
  process.stdout.write(`cpu ${user + system}\n`)
})
