/** What is counted in memory before it is kept. */

/** Requests of one key since the last group was kept. */
export type Tally = {
  /** By operation, then by status. */
  readonly counts: Map<string, Map<number, number>>
  /** The last ones. */
  readonly seen: Seen[]
  /** How many there were. */
  total: number
}

/** A request; `url` is as it was sent, `at` in milliseconds. */
export type Seen = {
  readonly at: number
  readonly id: string
  readonly method: string
  readonly url: string
  readonly path: string
  readonly operation: string
  readonly status: number
  readonly ms: number
  readonly wrong: string | undefined
}

/** How many requests of one key are remembered one by one. */
export const REMEMBERED = 50
