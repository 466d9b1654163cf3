/**
 * What was read is kept until somebody writes to the file, this process or another: whoever asks for it again needs no
 * SQLite, and yet never gets what is out of date.
 */
import type { Snapshot } from './snapshot.ts'

export type Kept<Value> = {
  /** What was read under the key since the last write. */
  readonly find: (key: string) => Value | undefined
  /** Keeps what was just read. */
  readonly keep: (key: string, value: Value, size: number) => void
}

/** Keeps values up to this size in all; what would be too much clears the others away. */
export function keptUntilWritten<Value>({ version }: Snapshot, most: number): Kept<Value> {
  const known = new Map<string, Value>()
  let [since, total] = [0, 0]
  const clear = (): void => {
    known.clear()
    total = 0
  }
  const refresh = (): void => {
    if (since === version()) return
    since = version()
    clear()
  }
  return {
    find(key) {
      refresh()
      return known.get(key)
    },
    keep(key, value, size) {
      refresh()
      if (total + size > most) clear()
      if (size > most) return
      known.set(key, value)
      total += size
    },
  }
}
