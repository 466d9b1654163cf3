/** Ends of what may take only so long. Thousands of them a second share one timer: hardly any is ever reached. */

/** Something that is under way; `delete` it where it has ended. */
export type Deadline = { readonly at: number; readonly late: () => void }

export type Deadlines = {
  /** Calls `late` in so many milliseconds as all of these have. */
  readonly add: (late: () => void) => Deadline
  readonly delete: (deadline: Deadline) => void
}

/** Deadlines that are all `limit` milliseconds away when they are added, so that they are reached in the order of coming. */
export function deadlines(limit: number): Deadlines {
  const under = new Set<Deadline>()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    timer = undefined
    const now = performance.now()
    for (const deadline of under) {
      if (deadline.at > now) return wait(deadline.at - now)
      under.delete(deadline)
      deadline.late()
    }
  }
  const wait = (milliseconds: number): void => {
    timer ??= setTimeout(look, Math.ceil(milliseconds)).unref()
  }
  return {
    add(late) {
      const deadline = { at: performance.now() + limit, late }
      under.add(deadline)
      wait(limit)
      return deadline
    },
    delete: (deadline) => void under.delete(deadline),
  }
}
