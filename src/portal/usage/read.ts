/** What keys were used for, as it stands in the store. */
import type { Tables } from '../../store/index.ts'
import { NAMES } from '../tables.ts'
import { dayOf } from './keep.ts'

/** `day` is that of UTC: `2026-01-31`. */
export type Count = {
  readonly day: string
  readonly operation: string
  readonly status: number
  readonly count: number
}

/** `at` is ISO 8601, `url` without secrets, `wrong` what the error answer said beyond the page's words for its status. */
export type Request = {
  readonly id: string
  readonly credential: string
  readonly at: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly ms: number
  readonly wrong: string | undefined
}

export type Usage = {
  /** Of these keys together, in the last so many days, today too. */
  readonly counts: (keys: readonly string[], days: number) => Promise<readonly Count[]>
  /** The newest first. */
  readonly requests: (keys: readonly string[], limit: number) => Promise<readonly Request[]>
}

const DAY = 24 * 60 * 60 * 1000

/** The last so many days, the oldest first, today the last. */
export function lastDays(count: number): string[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, at) => dayOf(now - (count - 1 - at) * DAY))
}

export function usageIn(db: Tables): Usage {
  return {
    async counts(keys, days) {
      if (keys.length === 0) return []
      const query = db.selectFrom(NAMES.usage).select(['day', 'operation', 'status'])
      const rows = await query
        .select((each) => each.fn.sum('count').as('count'))
        .where('credential', 'in', [...keys])
        .where('day', '>=', lastDays(days)[0] ?? '')
        .groupBy(['day', 'operation', 'status'])
        .execute()
      return rows.map(({ day, operation, status, count }) => ({
        day: String(day),
        operation: String(operation),
        status: Number(status),
        count: Number(count),
      }))
    },
    async requests(keys, limit) {
      if (keys.length === 0) return []
      const query = db
        .selectFrom(NAMES.requests)
        .selectAll()
        .where('credential', 'in', [...keys])
      return (await query.orderBy('at', 'desc').orderBy('id').limit(limit).execute()).map(requestOf)
    },
  }
}

function requestOf(row: Record<string, unknown>): Request {
  const { wrong, status, ms } = row
  const text = (name: string): string => String(row[name])
  return {
    id: text('id'),
    credential: text('credential'),
    at: text('at'),
    method: text('method'),
    url: text('url'),
    status: Number(status),
    ms: Number(ms),
    wrong: wrong === null ? undefined : String(wrong),
  }
}
