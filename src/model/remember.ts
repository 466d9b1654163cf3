/** Answers that are asked for again and again: of the same text, or of the same object. */

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
