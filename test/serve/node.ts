/** One process of several that serve the kittens: `node.ts DATABASE SCHEMA REDIS`. Prints its address, then its log. */
import { openRedis } from '../../src/cluster/index.ts'
import { createServer } from '../../src/serve/index.ts'
import { openDatabase } from '../../src/store/index.ts'
import { KITTENS } from './kittens.ts'
import { DEMO } from './served.ts'

const [database = '', schema = '', redis = ''] = process.argv.slice(2)
const store = await openDatabase(database, schema)
const cluster = await openRedis(redis, (message) => process.stdout.write(`${message}\n`))
const api = { name: 'test', prefix: '', contract: KITTENS, behaviour: {}, store, files: new Map(), demo: DEMO }
const server = await createServer([api], { log: true, out: process.stdout, cluster })
process.stdout.write(`${await server.listen(0)}\n`)
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => Promise.all([store.close(), cluster.close()]))
    .then(() => process.exit(0))
})
