/** What a store has acknowledged is there after kill -9. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { it } from 'node:test'
import { openStore } from '../../src/store/index.ts'
import { folder } from './folder.ts'

const WRITER = join(import.meta.dirname, 'writer.ts')

/** Lets a process write until it has acknowledged so many, kills it at its work, and returns the ids that it acknowledged. */
function acknowledged(file: string, writes: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--conditions=kittn-source', WRITER, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += String(chunk)
    if (text.split('\n').length > writes) child.kill('SIGKILL')
  })
  // The last line may be cut off; it was not acknowledged then.
  return new Promise((resolve) => child.on('close', () => resolve(text.split('\n').slice(0, -1))))
}

it('kill -9 loses nothing that was acknowledged', { timeout: 60_000 }, async () => {
  const place = folder()
  const file = place.file('x.sqlite')
  const ids = new Set<string>()
  for (const writes of [1, 40, 200]) for (const id of await acknowledged(file, writes)) ids.add(id)
  assert.ok(ids.size > 100, `only ${ids.size} were acknowledged`)
  const store = openStore(file)
  const there = new Set((await store.records('kittens').list({})).map(({ id }) => id))
  assert.deepEqual(
    [...ids].filter((id) => !there.has(id)),
    [],
  )
  await store.close()
  place.remove()
})

it('a second process may write at the same time', { timeout: 60_000 }, async () => {
  const place = folder()
  const file = place.file('x.sqlite')
  const store = openStore(file)
  const records = store.records('kittens')
  let running = true
  const mine: string[] = []
  const write = async (): Promise<void> => {
    while (running) {
      const made = await records.create((id) => JSON.stringify({ id }))
      if (made.kind === 'created') mine.push(made.stored.id)
    }
  }
  const [theirs] = await Promise.all([acknowledged(file, 50).finally(() => (running = false)), write()])
  assert.ok(mine.length > 5 && theirs.length > 5, `${mine.length} here, ${theirs.length} there`)
  const ids = [...mine, ...theirs]
  assert.equal(new Set(ids).size, ids.length, 'no id was given twice')
  const there = new Set((await records.list({})).map(({ id }) => id))
  assert.deepEqual(
    ids.filter((id) => !there.has(id)),
    [],
  )
  await store.close()
  place.remove()
})
