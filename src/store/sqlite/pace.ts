/** SQLite has no queue in which another process could wait for its turn: so a process that goes on writing makes pauses. */
import { pacer, type Pace } from '../pace.ts'

/** How long one process may write without a pause, and how long that is, in milliseconds. */
const [SPELL, PAUSE] = [200, 4]

export function pacerWithPauses(): Pace {
  const pace = pacer()
  let [began, ended] = [0, 0]
  return {
    putsOff(size, flush) {
      const now = performance.now()
      if (now - ended >= PAUSE) began = now
      if (now - began <= SPELL) return pace.putsOff(size, flush)
      setTimeout(flush, PAUSE)
      return true
    },
    ended(size) {
      ended = performance.now()
      pace.ended(size)
    },
  }
}
