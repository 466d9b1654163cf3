/** A PostgreSQL that goes away takes nobody with it. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openDatabase, Unavailable } from '../../src/store/index.ts'
import { eventually } from '../command-line.ts'
import { startPostgres } from '../servers/postgres.ts'

it('what is asked meanwhile is told so; afterwards all goes on, with all that was acknowledged', async () => {
  const postgres = await startPostgres()
  const store = await openDatabase(postgres.address, 'restart')
  const records = store.records('kittens')
  await records.create((id) => JSON.stringify({ id }))
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const within = store.transaction(async () => {
    await records.get(1)
    await held
    await records.create((id) => JSON.stringify({ id }))
  })
  within.catch(() => undefined)
  await postgres.stop('INT')
  release()
  await assert.rejects(within, Unavailable)
  await assert.rejects(
    records.create((id) => JSON.stringify({ id })),
    Unavailable,
  )
  await assert.rejects(async () => records.get(1), Unavailable)
  await postgres.restart()
  await eventually(() => records.create((id) => JSON.stringify({ id })).catch(() => undefined))
  assert.equal((await records.list({})).length, 2)
  await store.close()
  await postgres.stop()
})
