/**
 * What each write does, for every store. A store brings the ground: records, counters and idempotency keys as the
 * write finds them. Work runs in one go and may be run again, so it changes nothing but the ground.
 */
import type { Answers, Build, Change, Created, CreateOptions, Id, Kept, Records, Seed, Stored } from './store.ts'

/** The part of the data that work names in its needs. Every change counts at once for the work that follows. */
export type Ground = {
  readonly get: (collection: string, id: string) => Stored | undefined
  /** There must be no such record. A `fresh` id is one that there never was. */
  readonly insert: (collection: string, record: Stored, fresh: boolean) => void
  readonly update: (collection: string, record: Stored) => void
  /** Forgets the record and remembers that there was one. */
  readonly remove: (collection: string, id: string) => void
  /** Forgets the record, and that there was one. */
  readonly forget: (collection: string, id: string) => void
  /** The next integer of the collection. */
  readonly next: (collection: string) => number
  /** Integers that `next` gives stay above this one from now on. */
  readonly atLeast: (collection: string, id: number) => void
  /** True once: for whoever comes first to a collection that has never held anything. */
  readonly claim: (collection: string) => boolean
  readonly once: (key: string) => Kept | undefined
  readonly keep: (key: string, kept: Kept) => void
}

/** What has to be at hand before work begins, for stores that fetch it. */
export type Needs = {
  readonly collection: string
  readonly ids: readonly string[]
  /** How many integers may be asked for. */
  readonly integers: number
  readonly once: string | undefined
  /** Whether it claims the collection. */
  readonly claims?: boolean
}

export type Work<T> = { readonly needs: Needs; readonly run: (ground: Ground) => T }

/** Does work in one step that nothing comes between; resolves when it is on disk. */
export type Write = <T>(work: Work<T>) => Promise<T>

/** The half of records that writes. */
export type Writes = Pick<Records, 'create' | 'update' | 'remove' | 'forget' | 'seed'>

export function writesOf(collection: string, write: Write): Writes {
  return {
    create: (build, options = {}) => write(creation(collection, build, options)),
    update: (id, change) => write(updating(collection, String(id), change)),
    remove: (id) => write(removal(collection, String(id), 'remove')),
    forget: (id) => write(removal(collection, String(id), 'forget')),
    seed: (rows) => write(seeding(collection, rows)),
  }
}

export function answersOf(write: Write): Answers {
  const needs = (once: string): Needs => ({ collection: 'kittn:answers', ids: [], integers: 0, once })
  return {
    find: (key) => write({ needs: needs(key), run: (ground) => ground.once(key) }),
    keep: (key, kept) => write({ needs: needs(key), run: (ground) => ground.keep(key, kept) }),
    claim: (key, kept, isFree) =>
      write({
        needs: needs(key),
        run(ground) {
          const other = ground.once(key)
          if (other !== undefined && !isFree(other)) return other
          ground.keep(key, kept)
          return undefined
        },
      }),
  }
}

function creation(collection: string, build: Build, { id, once }: CreateOptions): Work<Created> {
  return {
    needs: {
      collection,
      ids: id === undefined ? [] : [String(id)],
      integers: Number(id === undefined),
      once: once?.key,
    },
    run(ground) {
      const before = once === undefined ? undefined : ground.once(once.key)
      if (before !== undefined && before.fingerprint !== once?.fingerprint) return { kind: 'mismatch' }
      if (before !== undefined) return { kind: 'repeated', stored: { id: before.id, text: before.text } }
      if (id !== undefined && ground.get(collection, String(id)) !== undefined) return { kind: 'taken' }
      const stored = insert(ground, collection, { build, id })
      if (once !== undefined) ground.keep(once.key, { fingerprint: once.fingerprint, ...stored })
      return { kind: 'created', stored }
    },
  }
}

type Insertion = { readonly build: Build; readonly id: Id | undefined }

function insert(ground: Ground, collection: string, { build, id }: Insertion): Stored {
  const given = id ?? ground.next(collection)
  if (id !== undefined) ground.atLeast(collection, wholeNumber(id))
  const stored = { id: String(given), text: build(given) }
  ground.insert(collection, stored, id === undefined)
  return stored
}

/** The number that generated ids have to stay above; ids that are no whole numbers cannot meet them. */
function wholeNumber(id: Id): number {
  return /^\d{1,15}$/.test(String(id)) ? Number(id) : 0
}

function updating(collection: string, id: string, change: Change): Work<Stored | undefined> {
  return {
    needs: { collection, ids: [id], integers: 0, once: undefined },
    run(ground) {
      const old = ground.get(collection, id)
      if (old === undefined) return undefined
      const changed = { id: old.id, text: change(old.text) }
      ground.update(collection, changed)
      return changed
    },
  }
}

function removal(collection: string, id: string, how: 'remove' | 'forget'): Work<boolean> {
  return {
    needs: { collection, ids: [id], integers: 0, once: undefined },
    run(ground) {
      if (ground.get(collection, id) === undefined) return false
      ground[how](collection, id)
      return true
    },
  }
}

function seeding(collection: string, rows: readonly Seed[]): Work<boolean> {
  const ids = rows.flatMap(({ id }) => (id === undefined ? [] : [String(id)]))
  return {
    needs: { collection, ids, integers: rows.length - ids.length, once: undefined, claims: true },
    run(ground) {
      if (!ground.claim(collection)) return false
      for (const { id, build } of rows) {
        const taken = id !== undefined && ground.get(collection, String(id)) !== undefined
        if (!taken) insert(ground, collection, { build, id })
      }
      return true
    },
  }
}
