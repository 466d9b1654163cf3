/** The door to what processes share. */
export type { Cluster, Heard, Rate, Taken } from './cluster.ts'
export { memoryCluster } from './memory.ts'
