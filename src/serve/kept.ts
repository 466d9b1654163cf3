/** What handlers do with files that were kept. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FileStore, KeptFile as Stored } from '../store/index.ts'
import { mediaTypeOf, nameOf } from './uploads/upload.ts'

/** A file that is kept. */
export type KeptFile = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** When it was kept, as ISO 8601 in UTC. */
  readonly kept: string
  readonly stream: () => Readable
  readonly bytes: () => Promise<Buffer>
}

/** Files beside the records. They take no part in transactions: keep before one, remove after it. */
export type Kept = {
  readonly get: (id: string) => Promise<KeptFile | undefined>
  /** Resolves to the id when the file is on disk. */
  readonly keep: (file: NewFile) => Promise<string>
  /** False if there was no such file. */
  readonly remove: (id: string) => Promise<boolean>
}

export type NewFile = {
  readonly content: Uint8Array | Readable | AsyncIterable<Uint8Array>
  readonly name: string
  /** `text/csv` */
  readonly type: string
}

/** Without a store, whoever uses it is told so. */
export function keptIn(store: FileStore | undefined): Kept {
  const there = (): FileStore => {
    if (store === undefined) throw new TypeError('there is no folder for files: name one with --files')
    return store
  }
  return {
    async get(id) {
      const found = await there().find(id)
      return found && keptFile(found, there())
    },
    async keep({ content, name, type }) {
      const draft = await there().take(content instanceof Uint8Array ? Readable.from([content]) : content)
      try {
        return await draft.keep({ name: nameOf(name), type: mediaTypeOf(type) })
      } finally {
        await draft.discard()
      }
    },
    remove: async (id) => there().remove(id),
  }
}

function keptFile({ id, name, type, size, kept }: Stored, store: FileStore): KeptFile {
  const stream = (): Readable => store.read(id)
  return { id, name, type, size, kept, stream, bytes: () => buffer(stream()) }
}
