/** How much text the includes and partials of one page may amount to, so that no page multiplies without end. */

export type Budget = {
  /** Whether one more use of this file is within bounds; if so it is counted. */
  readonly take: (path: string, size: number) => boolean
  /** Counts a name that is looked for: whether it may be, and whether it is the first that may not. */
  readonly look: () => 'yes' | 'no' | 'no more'
}

/** Uses of files, and characters: some always, and twice what the files themselves have. */
const MOST = 5000
const ALWAYS = 500_000
const TIMES = 2

/** A budget for one page. */
export function openBudget(): Budget {
  const seen = new Set<string>()
  let [uses, looks, own, all] = [0, 0, 0, 0]
  return {
    look: () => {
      looks++
      if (looks <= MOST) return 'yes'
      return looks === MOST + 1 ? 'no more' : 'no'
    },
    take: (path, size) => {
      if (!seen.has(path)) own += size
      seen.add(path)
      if (uses + 1 > MOST || all + size > Math.max(ALWAYS, TIMES * own)) return false
      uses++
      all += size
      return true
    },
  }
}
