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

/** How long a look keeps others waiting, in milliseconds: one on a connection that hangs must not hold up those that do not. */
const PATIENCE = 1000

export function together<Value>({ all, isInside }: Looking<Value>, patience: number = PATIENCE): LookUp<Value> {
  let waiting: Waiting<Value>[] = []
  let [isLooking, looks] = [false, 0]
  const pace = pacer()
  const ended = (look: number, size: number): void => {
    if (!isLooking || look !== looks) return
    isLooking = false
    pace.ended(size)
    if (waiting.length > 0) setImmediate(ask)
  }
  const look = async (): Promise<void> => {
    const asked = waiting
    waiting = []
    const mine = ++looks
    isLooking = true
    const timer = setTimeout(() => ended(mine, asked.length), patience)
    try {
      const found = await all([...new Set(asked.map(({ key }) => key))])
      for (const { key, resolve } of asked) resolve(found.get(key))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
    clearTimeout(timer)
    ended(mine, asked.length)
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
