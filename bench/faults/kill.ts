/** kill -9 at a random moment of 10,000 creates by 100 callers: what was acknowledged is stored. */
import { openDatabase, openStore } from '../../src/store/index.ts'
import { acknowledged, create, startServer } from './load.ts'

export type Killed = {
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: number
  /** Ids that two callers were given. */
  readonly twice: number
}

export async function kill(data: string, rounds: number): Promise<Killed> {
  const all: number[] = []
  for (let round = 0; round < rounds; round++) {
    const server = await startServer(data)
    const last = 200 + Math.random() * 4000
    const creating = create(server.address, {
      callers: 100,
      total: 10_000,
      over: () => server.child.killed,
      heard: (count) => void (count > last && server.child.kill('SIGKILL')),
    })
    for (const id of acknowledged(await creating)) all.push(id)
    await server.end('SIGKILL')
  }
  const there = await stored(data)
  return {
    rounds,
    acknowledged: all.length,
    lost: all.filter((id) => !there.has(id)).length,
    twice: all.length - new Set(all).size,
  }
}

/** The ids of all records. */
export async function stored(data: string): Promise<ReadonlySet<number>> {
  const store = data.startsWith('postgres:') ? await openDatabase(data, 'faults') : openStore(data)
  const ids = new Set((await store.records('kittens').list({})).map(({ id }) => Number(id)))
  await store.close()
  return ids
}
