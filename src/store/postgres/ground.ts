/** The ground that work stands on in PostgreSQL: what was fetched for a group of works, and what they made of it. */
import type { Kept, Stored } from '../store.ts'
import type { Ground } from '../work.ts'

/** A record of the group: as it was fetched and as it is now. */
export type Cell = {
  readonly collection: string
  readonly id: string
  readonly before: string | undefined
  now: string | undefined
  /** Was removed on the way, so that it is a new record now. */
  reborn: boolean
}

/** Its id is a whole number. */
export type Fresh = Stored & { readonly collection: string }

export type Fetched = {
  readonly cells: Map<string, Cell>
  readonly once: Map<string, Kept>
  /** The integers that each collection may give out. */
  readonly integers: Map<string, number[]>
  readonly claimed: ReadonlySet<string>
}

/** What is to be written. */
export type Changes = {
  readonly cells: ReadonlyMap<string, Cell>
  /** New records where nobody in the group has named any. */
  readonly fresh: readonly Fresh[]
  readonly once: ReadonlyMap<string, Kept>
  readonly atLeast: ReadonlyMap<string, number>
}

export type Overlay = {
  readonly ground: Ground
  readonly changes: Changes
  /** Runs one work; if it throws, what it changed is undone. */
  readonly attempt: <T>(run: (ground: Ground) => T) => T
}

export const cellKey = (collection: string, id: string): string => JSON.stringify([collection, id])

/** Each change tells how it is undone. */
export function overlayOf(fetched: Fetched): Overlay {
  const undo: (() => void)[] = []
  const once = new Map<string, Kept>()
  const atLeast = new Map<string, number>()
  const fresh: Fresh[] = []
  const ground: Ground = {
    ...recordsOver(fetched.cells, fresh, undo),
    ...countersOver(fetched, atLeast, undo),
    once: (key) => once.get(key) ?? fetched.once.get(key),
    keep: (key, kept) => set(once, { key, value: kept, undo }),
  }
  return {
    ground,
    changes: { cells: fetched.cells, fresh, once, atLeast },
    attempt(run) {
      undo.length = 0
      try {
        return run(ground)
      } catch (error) {
        for (const back of undo.toReversed()) back()
        throw error
      }
    },
  }
}

/** Records of the same group took the integers that were given out; with others it goes well. */
class Collision extends Error {
  readonly code = '40001'
}

function countersOver(
  { claimed, integers, cells }: Fetched,
  atLeast: Map<string, number>,
  undo: (() => void)[],
): Pick<Ground, 'next' | 'atLeast' | 'claim'> {
  const raise = (collection: string, id: number): number => {
    set(atLeast, { key: collection, value: Math.max(id, atLeast.get(collection) ?? 0), undo })
    return id
  }
  return {
    next(collection) {
      // A collection that was just claimed has nobody else to give integers to.
      if (claimed.has(collection)) return raise(collection, (atLeast.get(collection) ?? 0) + 1)
      const given = integers.get(collection) ?? []
      for (let id = given.shift(); id !== undefined; id = given.shift())
        if (cells.size === 0 || cells.get(cellKey(collection, String(id)))?.now === undefined) return id
      throw new Collision()
    },
    atLeast: (collection, id) => void raise(collection, id),
    claim: (collection) => claimed.has(collection),
  }
}

type Setting<V> = { readonly key: string; readonly value: V; readonly undo: (() => void)[] }

function set<V>(map: Map<string, V>, { key, value, undo }: Setting<V>): void {
  const before = map.get(key)
  undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)))
  map.set(key, value)
}

function recordsOver(
  cells: Map<string, Cell>,
  fresh: Fresh[],
  undo: (() => void)[],
): Pick<Ground, 'get' | 'insert' | 'update' | 'remove' | 'forget'> {
  const change = (collection: string, id: string, to: Partial<Cell>): void => {
    const key = cellKey(collection, id)
    const cell = cells.get(key) ?? { collection, id, before: undefined, now: undefined, reborn: false }
    set(cells, { key, value: { ...cell, ...to }, undo })
  }
  const forgetFresh = (): void => void fresh.pop()
  return {
    get(collection, id): Stored | undefined {
      const text = cells.get(cellKey(collection, id))?.now
      return text === undefined ? undefined : { id, text }
    },
    insert(collection, { id, text }, isFresh) {
      if (!isFresh || cells.size > 0) return change(collection, id, { now: text })
      fresh.push({ collection, id, text })
      undo.push(forgetFresh)
    },
    update: (collection, { id, text }) => change(collection, id, { now: text }),
    remove: (collection, id) => change(collection, id, { now: undefined, reborn: true }),
    forget: (collection, id) => change(collection, id, { now: undefined }),
  }
}
