/** PostgreSQL stops and starts under load: creates are refused meanwhile, none that was acknowledged is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { OwnPostgres } from '../../test/servers/postgres.ts'
import { acknowledged, create, startServer, statuses } from './load.ts'
import { stored } from './kill.ts'

export type Restarted = {
  readonly how: 'INT' | 'KILL'
  readonly statuses: Readonly<Record<string, number>>
  readonly lost: number
  /** Milliseconds from when PostgreSQL answered again to the next acknowledged create. */
  readonly backAfter: number
}

/** `INT` stops it at once and in order, `KILL` as a power cut would end it. */
export async function restart(postgres: OwnPostgres, how: 'INT' | 'KILL'): Promise<Restarted> {
  const server = await startServer(postgres.address)
  let over = false
  const creating = create(server.address, { callers: 50, over: () => over })
  await sleep(1000)
  await postgres.stop(how)
  await sleep(500)
  await postgres.restart()
  const back = performance.now()
  await sleep(2000)
  over = true
  const outcomes = await creating
  await server.end('SIGTERM')
  const first = outcomes.filter(({ id, at }) => id !== undefined && at > back).toSorted((a, b) => a.at - b.at)[0]
  const there = await stored(postgres.address)
  return {
    how,
    statuses: statuses(outcomes),
    lost: acknowledged(outcomes).filter((id) => !there.has(id)).length,
    backAfter: Math.round((first?.at ?? Number.NaN) - back),
  }
}
