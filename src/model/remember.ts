/** Answers that are asked for again and again: of the same text, of the same object, or of nearly the same input as before. */
import { MovingSpan } from './spans.ts'

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
  const known = new WeakMap<Key, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as Value // what stands there, `of` made
    const value = of(key)
    known.set(key, value)
    return value
  }
}

/** As `onceEach`, of an object and of what stands beside it: its latest answer is given again while all of that is the same. */
export function latestEach<Key extends object, Value>(): Latest<Key, Value> {
  const known = new WeakMap<Key, { readonly beside: readonly unknown[]; readonly value: Value }>()
  return (key, beside, make) => {
    const before = known.get(key)
    if (before !== undefined && areSame(before.beside, beside)) return before.value
    const value = make()
    known.set(key, { beside, value })
    return value
  }
}

export type Latest<Key, Value> = (key: Key, beside: readonly unknown[], make: () => Value) => Value

/** Whether two lists have the same objects. */
export function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at])
}

/** Gives what was made the time before of the same `input` under the same key, else what `make` makes. */
export type Recall = <Value>(key: string, input: string, make: () => Value) => Value

/** What was said under the key the time before, if it says the same as `value`; else `value`. */
export function settled<Value>(recall: Recall, key: string, value: Value): Value {
  const kept = recall(key, '', () => ({ value }))
  kept.value = settledFrom(kept.value, value)
  return kept.value
}

/** As `settled`, for each of several values by its name. */
export function settledEach<Value>(
  recall: Recall,
  key: string,
  values: readonly Value[],
  nameOf: (value: Value) => string,
): Value[] {
  const kept = recall(key, '', () => ({ known: new Map<string, Value>() }))
  const result = values.map((value) => settledFrom(kept.known.get(nameOf(value)) ?? value, value))
  kept.known = new Map(result.map((value) => [nameOf(value), value]))
  return result
}

/** `before` if it says the same. */
export function settledFrom<Value>(before: Value, value: Value): Value {
  return alike(before, value) ? before : value
}

/** Whether two values of plain data say the same; `anywhere`: where they say it makes no difference. */
export function alike(one: unknown, other: unknown, anywhere = false): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (one instanceof Set) return other instanceof Set && areSame([...one], [...other])
  // Of two places that are alike now one may move later.
  if (one instanceof MovingSpan || other instanceof MovingSpan)
    return anywhere && one instanceof MovingSpan && other instanceof MovingSpan
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, at) => alike(item, other[at], anywhere))
    )
  const names = Object.keys(one)
  // What is written in another order is written otherwise.
  return (
    areSame(names, Object.keys(other)) &&
    names.every((name) => alike(one[name as keyof typeof one], other[name as keyof typeof other], anywhere))
  )
}

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
