/** A server of the kittens for faults: `server.ts DATA`, a file or a `postgres://` address. Prints its address. */
import { createServer } from '../../src/serve/index.ts'
import { openDatabase, openStore } from '../../src/store/index.ts'
import { KITTENS } from '../../test/serve/kittens.ts'

const [data = ''] = process.argv.slice(2)
const store = data.startsWith('postgres:') ? await openDatabase(data, 'faults') : openStore(data)
const demo = [{ key: 'meow', admin: false }]
const api = { name: 'kittens', prefix: '', contract: KITTENS, behaviour: {}, store, files: new Map(), demo }
const server = await createServer([api], { out: { write: () => undefined } })
process.stdout.write(`${await server.listen(0)}\n`)
process.stdin.on('data', () => {
  const { user, system } = process.cpuUsage()
  process.stdout.write(`cpu ${user + system} ${process.memoryUsage().rss}\n`)
})
