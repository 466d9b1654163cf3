/** The floor: node:http that answers constant bytes. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { KITTEN, ready } from './ready.ts'

const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': KITTEN.length }
const server = http.createServer((_request, response) => response.writeHead(200, head).end(KITTEN))
// A server that listens on a port has an address of this kind.
server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port))
