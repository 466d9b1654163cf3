/** Leases: of all processes that serve an API, one does a thing, and another takes over when it is gone. */
import type { Records, Store } from '../store/index.ts'

type Held = { readonly holder: string; readonly until: number }

export type Leases = {
  /** Takes a free lease or keeps one that the holder has, for so many milliseconds from now. */
  readonly take: (name: string, holder: string, ms: number) => Promise<boolean>
  readonly release: (name: string, holder: string) => Promise<void>
}

export function leasesIn(store: Store): Leases {
  const records = store.records('kittn:leases')
  return {
    async take(name, holder, ms) {
      const held: Held = { holder, until: Date.now() + ms }
      const old = await records.get(name)
      if (old === undefined) return (await records.create(() => JSON.stringify(held), { id: name })).kind === 'created'
      return change(records, name, (before) => (isOpen(before, holder) ? held : undefined))
    },
    async release(name, holder) {
      await change(records, name, (before) => (before.holder === holder ? { holder, until: 0 } : undefined))
    },
  }
}

function isOpen(before: Held, holder: string): boolean {
  return before.holder === holder || before.until <= Date.now()
}

class Refused extends Error {}

async function change(records: Records, name: string, make: (before: Held) => Held | undefined): Promise<boolean> {
  try {
    const changed = await records.update(name, (text) => {
      const next = make(JSON.parse(text) as Held)
      if (next === undefined) throw new Refused()
      return JSON.stringify(next)
    })
    return changed !== undefined
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
