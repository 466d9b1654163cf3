/**
 * What the processes of one API share besides its records: how often a limit was used, and what is published. In the
 * memory of one process, or in Redis. Nothing here outlives a restart that has to.
 */

/** So many in so many seconds. */
export type Rate = { readonly count: number; readonly seconds: number }

/** `reset` is in seconds from now until the limit is whole again. */
export type Taken = { readonly allowed: boolean; readonly remaining: number; readonly reset: number }

/** Hears what is published on any topic, by this process or another. */
export type Heard = (topic: string, text: string) => void

export type Cluster = {
  /** Counts one use of a key's limit. At once where the count is in this process. */
  readonly take: (key: string, rate: Rate) => Taken | Promise<Taken>
  /** Tells every process, this one too. */
  readonly publish: (topic: string, text: string) => void
  /** Returns the function that stops it. */
  readonly subscribe: (heard: Heard) => () => void
  readonly close: () => Promise<void>
}
