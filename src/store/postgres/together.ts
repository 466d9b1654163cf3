/** What the requests of one turn of the event loop look up is asked for in one statement: across a socket it costs what one costs. */

/** Looks up one key; undefined if nothing is there. */
export type LookUp<Value> = (key: string) => Promise<Value | undefined>

type Waiting<Value> = {
  readonly key: string
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

type Looking<Value> = {
  /** Finds what is there under these keys, none of which is there twice. */
  readonly all: (keys: string[]) => Promise<ReadonlyMap<string, Value>>
  /** Whether this code belongs to a transaction, in which it sees what others do not. */
  readonly isInside: () => boolean
}

export function together<Value>({ all, isInside }: Looking<Value>): LookUp<Value> {
  let waiting: Waiting<Value>[] = []
  const ask = (): void => {
    const asked = waiting
    waiting = []
    all([...new Set(asked.map(({ key }) => key))]).then(
      (found) => asked.forEach(({ key, resolve }) => resolve(found.get(key))),
      (error: unknown) => asked.forEach(({ reject }) => reject(error)),
    )
  }
  return async (key) => {
    if (isInside()) return (await all([key])).get(key)
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(ask)
      waiting.push({ key, resolve, reject })
    })
  }
}
