/** Redis goes while limits are asked for: each is answered, and how long the slowest took. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openRedis } from '../../src/cluster/index.ts'
import { startRedis } from '../../test/servers/redis.ts'

export type Gone = {
  readonly asked: number
  readonly failed: number
  readonly slowest: number
  readonly told: readonly string[]
}

export async function gone(): Promise<Gone> {
  const redis = await startRedis()
  const told: string[] = []
  const cluster = await openRedis(redis.address, (message) => told.push(message))
  let [asked, failed, slowest, over] = [0, 0, 0, false]
  const ask = async (): Promise<void> => {
    while (!over) {
      const began = performance.now()
      await Promise.resolve(cluster.take(`k${asked++ % 100}`, { count: 10, seconds: 1 })).catch(() => failed++)
      slowest = Math.max(slowest, performance.now() - began)
      await sleep(1)
    }
  }
  const asking = Promise.all(Array.from({ length: 20 }, ask))
  await sleep(500)
  await redis.stop('KILL')
  await sleep(500)
  await redis.restart()
  await sleep(1500)
  over = true
  await asking
  await cluster.close()
  await redis.stop()
  return { asked, failed, slowest: Math.round(slowest), told }
}
