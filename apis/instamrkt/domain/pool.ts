/** A pool's life. What it is at a moment follows from its times, so that no timer decides whether a bet counts. */

/** By the numbers of the wire. */
export const KINDS = {
  1: 'parimutuel-event',
  2: 'parimutuel-time',
  3: 'binary-event',
  4: 'binary-time',
} as const
export type KindNumber = keyof typeof KINDS

/** What ends a pool: an event or a person, its time, or that it is called off. */
export type Ending = 'resolved' | 'expired' | 'refunded'
export type PoolState = 'scheduled' | 'open' | 'blocked' | 'locked' | Ending

/** All times in milliseconds since 1970. */
export type PoolTimes = {
  readonly start_at: number
  /** From then on no bets are taken. */
  readonly stop_at: number | null
  readonly finish_at: number | null
  /** When betting is blocked, and from when on it is allowed again. */
  readonly block_at: number | null
  readonly allow_at: number | null
  readonly ended: Ending | null
}

export function stateOf(pool: PoolTimes, now: number): PoolState {
  if (pool.ended !== null) return pool.ended
  if (now < pool.start_at) return 'scheduled'
  if (reached(pool.stop_at, now) || reached(pool.finish_at, now)) return 'locked'
  return reached(pool.block_at, now) && !reached(pool.allow_at, now) ? 'blocked' : 'open'
}

/** Where each state may lead. The last three are final: what was wrong about them is put right by new transfers. */
export const MOVES: { readonly [S in PoolState]: readonly PoolState[] } = {
  scheduled: ['open', 'blocked', 'locked', 'refunded'],
  open: ['blocked', 'locked', 'resolved', 'expired', 'refunded'],
  blocked: ['open', 'locked', 'resolved', 'expired', 'refunded'],
  locked: ['resolved', 'expired', 'refunded'],
  resolved: [],
  expired: [],
  refunded: [],
}

/** Whether nobody but a person can say how the pool ended. */
export function isBinary(kind: KindNumber): boolean {
  return kind === 3 || kind === 4
}

/** When the clock has to look at the pool next; null where nothing of it is to come. */
export function dueAt(pool: PoolTimes, now: number): number | null {
  if (pool.ended !== null) return null
  const times = [pool.start_at, pool.stop_at, pool.finish_at, pool.block_at, pool.allow_at]
  const later = times.filter((time): time is number => time !== null && time > now)
  return later.length === 0 ? null : Math.min(...later)
}

function reached(time: number | null, now: number): boolean {
  return time !== null && time <= now
}
