/** A channel whose connections subscribe to one topic. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryCluster } from '../../src/cluster/index.ts'
import { read } from '../../src/read/index.ts'
import { createServer, defineApi } from '../../src/serve/index.ts'
import { openStore } from '../../src/store/index.ts'
import { load, MESSAGE } from './channel-load.ts'

const page = '# WebSocket\n\n`wss://zoo.example/live`\n\n```json\n{"op": "told"}\n```\n'
const { contract } = read('a.md', { read: () => page })
let publish: () => void = () => undefined
const behaviour = defineApi({
  channels: { '/live': { open: ({ connection }) => connection.subscribe('all') } },
  start: (services) => void (publish = () => services.publish('all', MESSAGE)),
})
const store = openStore(join(mkdtempSync(join(tmpdir(), 'kittn-bench-')), 'kittn.sqlite'))
const api = { name: 'zoo', prefix: '', contract, behaviour, store, files: new Map(), demo: [] }
// All subscribers come from one address, faster than strangers may.
const cluster = { ...memoryCluster(), take: () => ({ allowed: true, remaining: 1, reset: 1 }) }
const server = await createServer([api], { cluster })
const address = await server.listen(0)
process.send?.({ port: Number(new URL(address).port) })
load(
  () => publish(),
  () => false,
)
