/** When a group of writes begins: at once, or a few turns of the event loop later where others gain more than it loses. */

/**
 * Turns of the event loop that a group waits for which is smaller than the one before: of callers who ask again and again, some
 * are just a little late. A flush of the disk takes many times as long.
 */
const TURNS = 3

export type Pace = {
  /** Whether a group of this size begins later: then `flush` is called again. */
  readonly putsOff: (size: number, flush: () => void) => boolean
  readonly ended: (size: number) => void
}

export function pacer(): Pace {
  let [before, turns] = [0, 0]
  return {
    putsOff(size, flush) {
      if (size >= before || turns >= TURNS) return false
      turns++
      setImmediate(flush)
      return true
    },
    ended(size) {
      ;[before, turns] = [size, 0]
    },
  }
}
