/** What the processes of an API share, as the user said it. */
import { Option } from 'commander'
import { memoryCluster, openRedis, type Cluster } from '../cluster/index.ts'
import { isWorker, workerCluster } from './workers.ts'
import { WrongUse } from './wrong-use.ts'

export const redisOption = (): Option =>
  new Option('--redis <url>', 'share limits and published messages through Redis: redis://host:6379').env('REDIS_URL')

/** Through Redis where there is one, else with the other workers, else with nobody. */
export async function clusterOf(redis: string | undefined): Promise<Cluster> {
  if (redis === undefined) return isWorker ? workerCluster() : memoryCluster()
  try {
    return await openRedis(redis, (message) => console.error(`kittn: ${message}`))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongUse(`Redis does not answer: ${why}`, 'See that it runs, and that --redis or REDIS_URL is right.')
  }
}
