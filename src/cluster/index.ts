/** The door to what processes share. */
import type { Cluster } from './cluster.ts'

export type { Cluster, Heard, Rate, Taken } from './cluster.ts'
export { hubCluster, hubOf } from './hub.ts'
export type { Hub, Line } from './hub.ts'
export { memoryCluster } from './memory.ts'

/** Shares limits and messages through the Redis at this address, `redis://…`. `told` hears when it goes and comes back. */
export async function openRedis(address: string, told: (message: string) => void): Promise<Cluster> {
  return (await import('./redis.ts')).redisCluster(address, told)
}
