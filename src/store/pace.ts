/** When a group begins, of writes or of looks: at once, or a few turns of the event loop later where others gain more than it loses. */

/**
 * Turns of the event loop in which nobody comes that a group waits for which is smaller than the one before: of callers who ask
 * again and again, some are just a little late. A flush of the disk, or a way to PostgreSQL and back, takes many times as long.
 */
const TURNS = 3

export type Pace = {
  /** Whether a group of this size begins later: then `flush` is called again. */
  readonly putsOff: (size: number, flush: () => void) => boolean
  readonly ended: (size: number) => void
}

export function pacer(): Pace {
  let [before, last, turns] = [0, 0, 0]
  return {
    putsOff(size, flush) {
      turns = size > last ? 0 : turns + 1
      last = size
      if (size >= before || turns >= TURNS) return false
      setImmediate(flush)
      return true
    },
    ended(size) {
      ;[before, last, turns] = [size, 0, 0]
    },
  }
}
