/** Answers that are asked for again and again with the same text. */

/** Longer texts are not kept. */
const LONGEST = 20_000

/** A function of a text that keeps its latest answers, at most so many. */
export function remembered<Value>(of: (text: string) => Value, most: number): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before.value
    const value = of(text)
    if (known.size >= most) known.clear()
    if (text.length <= LONGEST) known.set(text, { value })
    return value
  }
}
