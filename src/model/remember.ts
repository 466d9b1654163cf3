/** Answers that are asked for again and again: of the same text, of the same object, or of nearly the same input as before. */

/** A function of a text that keeps its latest answers: at most so many, and none for longer texts. */
export function remembered<Value>(
  of: (text: string) => Value,
  most: number,
  longest = 20_000,
): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before.value
    const value = of(text)
    if (known.size >= most) known.clear()
    if (text.length <= longest) known.set(text, { value })
    return value
  }
}

/** A pure function of an object that is worked out once for each, and forgotten together with it. */
export function onceEach<Key extends object, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before.value
    const value = of(key)
    known.set(key, { value })
    return value
  }
}

/** Gives what was made the time before of the same `input` under the same key, else what `make` makes. */
export type Recall = <Value>(key: string, input: string, make: () => Value) => Value

type Made = { readonly input: string; readonly value: unknown }

/**
 * For work that is done over and over: each time recalls what the time before made, and what it does not ask for is forgotten.
 * What is asked for twice in one time was made twice, and is not the same object.
 */
export function memory(): () => Recall {
  let before = new Map<string, Made[]>()
  return () => {
    const [known, kept] = [before, new Map<string, Made[]>()]
    before = kept
    return <Value>(key: string, input: string, make: () => Value) => {
      const own = kept.get(key) ?? []
      const made = known.get(key)?.[own.length]
      const value = made?.input === input ? (made.value as Value) : make() // what stands there, its own `make` made
      kept.set(key, own)
      own.push({ input, value })
      return value
    }
  }
}
