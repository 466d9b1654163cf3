/** When a group of writes begins: at once, or a moment later where others gain more than it loses. */

/**
 * Turns of the event loop that a group waits for which is smaller than the one before: of callers who ask again and again, some
 * are just a little late. A flush of the disk takes many times as long.
 */
const TURNS = 3

/**
 * How long one process may write without a pause, and how long that is, in milliseconds: SQLite has no queue in which another
 * process could wait for its turn.
 */
const [SPELL, PAUSE] = [200, 4]

export type Pace = {
  /** Whether a group of this size begins later: then `flush` is called again. */
  readonly putsOff: (size: number, flush: () => void) => boolean
  readonly ended: (size: number) => void
}

export function pacer(): Pace {
  let [before, turns, began, ended] = [0, 0, 0, 0]
  return {
    putsOff(size, flush) {
      const now = performance.now()
      if (now - ended >= PAUSE) began = now
      if (now - began > SPELL) {
        setTimeout(flush, PAUSE)
        return true
      }
      if (size >= before || turns >= TURNS) return false
      turns++
      setImmediate(flush)
      return true
    },
    ended(size) {
      ;[before, turns, ended] = [size, 0, performance.now()]
    },
  }
}
