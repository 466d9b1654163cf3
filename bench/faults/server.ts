/**
 * A server of the kittens for faults, as `kittn serve` sets it up: `server.ts DATA`, a file or a `postgres://` address. Its key
 * is one of the store's, its log goes nowhere. Prints its address.
 */
import { openSync, writeSync } from 'node:fs'
import { devNull } from 'node:os'
import { secretHash } from '../../src/auth/index.ts'
import { setUpFor } from '../../src/cli/short-run.ts'
import { createServer } from '../../src/serve/index.ts'
import { openDatabase, openStore } from '../../src/store/index.ts'
import { KITTENS } from '../../test/serve/kittens.ts'

const KEY = 'meow'

const [data = ''] = process.argv.slice(2)
setUpFor('serve')
const store = data.startsWith('postgres:') ? await openDatabase(data, 'faults') : openStore(data)
const hash = secretHash(KEY)
if ((await store.credentials.find(hash)) === undefined)
  await store.credentials.create({ name: 'faults', admin: false, hashes: [hash], tail: KEY })
const api = { name: 'kittens', prefix: '', contract: KITTENS, behaviour: {}, store, files: new Map(), demo: [] }
const nowhere = openSync(devNull, 'w')
const server = await createServer([api], { log: true, out: { write: (lines) => void writeSync(nowhere, lines) } })
process.stdout.write(`${await server.listen(0)}\n`)
process.stdin.on('data', () => {
  const { user, system } = process.cpuUsage()
  process.stdout.write(`cpu ${user + system} ${process.memoryUsage().rss}\n`)
})
