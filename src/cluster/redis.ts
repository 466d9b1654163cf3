/**
 * Processes that share a Redis: limits count there, messages go round through it. While it is gone each process counts
 * for itself and hears itself; it is asked for again until it is back.
 */
import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Cluster, Heard, Rate, Taken } from './cluster.ts'
import { memoryCluster } from './memory.ts'

/** Counts one use, in a window that begins with the first; gives the uses so far and the milliseconds left. */
const TAKE = `
local used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { used, redis.call('PTTL', KEYS[1]) }`

const CHANNEL = 'kittn'

/** How long a request waits for Redis, in milliseconds, before its process counts for itself. */
const PATIENCE = 250

/** Hears once when Redis goes and once when it is back. */
export type Told = (message: string) => void

/** Resolves when Redis answers; rejects if it does not to begin with. */
export async function redisCluster(address: string, told: Told): Promise<Cluster> {
  const commands = connection(address, { commandTimeout: PATIENCE, enableOfflineQueue: false })
  const ears = connection(address, {})
  const tell = onceEach(commands, told)
  try {
    await Promise.all([commands.connect(), ears.connect()])
    await ears.subscribe(CHANNEL)
  } catch (error) {
    commands.disconnect()
    ears.disconnect()
    throw error
  }
  const own = memoryCluster()
  const messages = exchange({ commands, ears, own })
  return {
    ...messages,
    take: (key, rate) =>
      commands.status === 'ready'
        ? takeFrom(commands, key, rate).catch(() => own.take(key, rate))
        : own.take(key, rate),
    async close() {
      tell.stop()
      await own.close()
      commands.disconnect()
      ears.disconnect()
    },
  }
}

function connection(address: string, options: { commandTimeout?: number; enableOfflineQueue?: boolean }): Redis {
  const redis = new Redis(address, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 3000,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * times, 1000),
    ...options,
  })
  // What a connection suffers is heard by whoever waits for it, and in `onceEach`.
  redis.on('error', () => undefined)
  return redis
}

async function takeFrom(redis: Redis, key: string, { count, seconds }: Rate): Promise<Taken> {
  const answer = await redis.eval(TAKE, 1, `kittn:limit:${seconds}:${key}`, seconds * 1000)
  // The script gives two numbers.
  const [used, left] = answer as [number, number]
  return { allowed: used <= count, remaining: Math.max(0, count - used), reset: Math.ceil(Math.max(0, left) / 1000) }
}

type Exchange = { readonly commands: Redis; readonly ears: Redis; readonly own: Cluster }

/** Messages reach this process at once and by itself; those of others come through Redis. */
function exchange({ commands, ears, own }: Exchange): Pick<Cluster, 'publish' | 'subscribe'> {
  const me = randomUUID()
  ears.on('message', (_channel: string, message: string) => {
    // Only clusters of this version speak on the channel.
    const [from, topic, text] = JSON.parse(message) as [string, string, string]
    if (from !== me) own.publish(topic, text)
  })
  return {
    publish(topic, text) {
      own.publish(topic, text)
      if (commands.status === 'ready')
        commands.publish(CHANNEL, JSON.stringify([me, topic, text])).catch(() => undefined)
    },
    subscribe: (heard: Heard) => own.subscribe(heard),
  }
}

/** Tells each going and each return once, however often the connection is tried between. */
function onceEach(redis: Redis, told: Told): { readonly stop: () => void } {
  let state: 'starting' | 'here' | 'gone' | 'stopped' = 'starting'
  redis.on('ready', () => {
    if (state === 'gone') told('Redis is back: limits and messages are shared again')
    state = 'here'
  })
  redis.on('close', () => {
    if (state !== 'here') return
    state = 'gone'
    told('Redis is gone: each process counts limits for itself until it is back')
  })
  return { stop: () => void (state = 'stopped') }
}
