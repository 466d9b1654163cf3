/** Remembers what was made of texts, because the same records are asked for again and again. */

/** Texts that are remembered by each function, and how long they may be. */
const [KEPT, LONGEST] = [1000, 1000]

export function remembered<Made extends NonNullable<unknown>>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = make(text)
    if (known.size >= KEPT) known.clear()
    if (text.length <= LONGEST) known.set(text, made)
    return made
  }
}
