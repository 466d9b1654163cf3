/** Names that are unique among those given out. */

/** Gives the first wanted name that is free, else the last one with a number. */
export function distinct(): (wanted: readonly string[]) => string {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return (wanted) => {
    const last = wanted.at(-1) ?? ''
    let name = wanted.find((one) => !taken.has(one))
    let count = counts.get(last) ?? 1
    while (name === undefined) {
      count++
      const numbered = `${last} ${count}`
      if (!taken.has(numbered)) name = numbered
    }
    counts.set(last, count)
    taken.add(name)
    return name
  }
}
