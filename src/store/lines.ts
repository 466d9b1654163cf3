/** What a dump of a store is made of. */
import type { KeptFile } from './files/store.ts'

/** One line of a dump; the first says which kind of dump it is. Idempotency keys, which count for a day, stay out. */
export type DumpLine =
  | { readonly kind: 'kittn'; readonly version: 1; readonly migrations: readonly string[] }
  | { readonly kind: 'collection'; readonly name: string; readonly last: number }
  | { readonly kind: 'record'; readonly collection: string; readonly id: string; readonly text: string }
  | { readonly kind: 'removed'; readonly collection: string; readonly id: string }
  | ({ readonly kind: 'credential' } & Holder)
  | { readonly kind: 'row'; readonly table: string; readonly row: Row }
  /** A file; its content stands in the lines behind it, base64. */
  | ({ readonly kind: 'file' } & KeptFile)
  | { readonly kind: 'bytes'; readonly data: string }

export type Holder = {
  readonly id: string
  readonly name: string
  readonly admin: boolean
  readonly tail: string
  readonly created: string
  readonly revoked: string | null
  readonly application?: string | null
  readonly terms?: string | null
  readonly hashes: readonly string[]
  /** Those that were rolled, with the end of their grace. */
  readonly late?: Readonly<Record<string, string>>
}

export type Row = Readonly<Record<string, unknown>>

/** What was done to data is wrong use; the message says how to go on. */
export class DumpError extends Error {
  override readonly name = 'DumpError'
}
