/** Bare `ws`: sends the same bytes to everybody. */
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { load, MESSAGE } from './channel-load.ts'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const text = JSON.stringify(MESSAGE)
server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port }))
load(
  () => server.clients.forEach((client) => client.send(text)),
  () => [...server.clients].some((client) => client.bufferedAmount > 0),
)
