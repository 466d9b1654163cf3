/** A process that writes as fast as it can and says what was acknowledged: `writer.ts FILE`. It is killed, never ends. */
import { writeSync } from 'node:fs'
import { openStore } from '../../src/store/index.ts'

const store = openStore(process.argv[2] ?? '')
const records = store.records('kittens')

async function write(): Promise<never> {
  for (;;) {
    const made = await records.create((id) => JSON.stringify({ id, name: 'Max' }))
    if (made.kind === 'created') writeSync(1, `${made.stored.id}\n`)
  }
}

await Promise.all(Array.from({ length: 50 }, write))
