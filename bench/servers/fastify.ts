/** Fastify by hand, with the same work: key by hash from SQLite, id checked, row from SQLite, request id, one log line. */
import { hash, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Sqlite from 'better-sqlite3'
import fastify, { LogController } from 'fastify'
import { KITTEN, ready, SECRET } from './ready.ts'

const db = new Sqlite(process.argv[2] ?? '')
db.pragma('journal_mode = WAL')
db.exec('CREATE TABLE kittens (id INTEGER PRIMARY KEY, text TEXT NOT NULL)')
db.exec('CREATE TABLE keys (hash TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID')
for (let id = 1; id <= 1000; id++) db.prepare('INSERT INTO kittens VALUES (?, ?)').run(id, KITTEN)
db.prepare('INSERT INTO keys VALUES (?, ?)').run(hash('sha256', SECRET), 'bench')
const key = db.prepare<[string], { name: string }>('SELECT name FROM keys WHERE hash = ?')
const kitten = db.prepare<[number], { text: string }>('SELECT text FROM kittens WHERE id = ?')

const app = fastify({
  logger: true,
  logController: new LogController({ disableRequestLogging: true }),
  genReqId: () => randomUUID(),
})
app.addHook('onRequest', async (request, reply) => {
  reply.header('x-request-id', request.id).header('access-control-allow-origin', '*')
  const secret = request.headers.authorization
  if (secret === undefined || key.get(hash('sha256', secret)) === undefined)
    return reply.code(401).send({ error: 'key' })
  return undefined
})
app.addHook('onResponse', async ({ log, id, method, url }, { statusCode, elapsedTime }) =>
  log.info({ request: id, method, url, status: statusCode, ms: elapsedTime }),
)
const schema = { params: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] } }
app.get<{ Params: { id: number } }>('/api/kittens/:id', { schema }, async (request, reply) => {
  const row = kitten.get(request.params.id)
  if (row === undefined) return reply.code(404).send({ error: 'not found' })
  return reply.header('content-type', 'application/json; charset=utf-8').send(row.text)
})
await app.listen({ port: 0, host: '127.0.0.1' })
// A server that listens on a port has an address of this kind.
ready((app.server.address() as AddressInfo).port)
