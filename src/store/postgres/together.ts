/**
 * What requests look up while the last look is on its way is asked for in one statement: across a socket it costs what one costs.
 * No look begins before those who wait for it have come, so each sees what was done before.
 */

import { pacer } from '../pace.ts'

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
  let isLooking = false
  const pace = pacer()
  const look = async (): Promise<void> => {
    const asked = waiting
    waiting = []
    isLooking = true
    try {
      const found = await all([...new Set(asked.map(({ key }) => key))])
      for (const { key, resolve } of asked) resolve(found.get(key))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
    isLooking = false
    pace.ended(asked.length)
    if (waiting.length > 0) setImmediate(ask)
  }
  const ask = (): void => {
    if (!isLooking && waiting.length > 0 && !pace.putsOff(waiting.length, ask)) void look()
  }
  return async (key) => {
    if (isInside()) return (await all([key])).get(key)
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(ask)
      waiting.push({ key, resolve, reject })
    })
  }
}
