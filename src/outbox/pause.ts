/** How long to wait before another try: three times as long each time, with jitter, so that not all come back at once. */

const FIRST = 5_000
const LONGEST = 12 * 60 * 60 * 1000
/** Two days and a bit in all. */
const TRIES = 13

/** Milliseconds until the next try after so many; undefined when it has been tried often enough. */
export function pause(tries: number, random: () => number = Math.random): number | undefined {
  if (tries >= TRIES) return undefined
  const whole = Math.min(FIRST * 3 ** (tries - 1), LONGEST)
  return Math.round(whole * (0.75 + random() / 2))
}
