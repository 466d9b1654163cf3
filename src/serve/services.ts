/** What every function of api.ts is handed besides its request. */
import type { Kysely } from 'kysely'
import type { AnyApi, ApiTypes, TablesOf } from './api-types.ts'
import type { Collection } from './collection.ts'
import type { Kept } from './kept.ts'
import type { SendServices } from './letters.ts'

export type Services<T extends ApiTypes> = Data<T> &
  SendServices & {
    /** Tells whoever has subscribed to the topic on a channel, in every process that serves the API; in a transaction, when that is done. */
    readonly publish: (topic: string, message: unknown) => void
    /** Files beside the records. */
    readonly kept: Kept
    readonly log: Log
  }

/** Where an API keeps what it knows. */
export type Data<T extends ApiTypes> = {
  readonly store: { readonly [C in keyof T['records']]: Collection<T['records'][C]> }
  /** A Kysely query builder over the tables that `migrations` made. */
  readonly db: Kysely<TablesOf<T>>
  /**
   * What the callback reads and writes is one step, as if nobody else were there: all of it, or nothing if it throws
   * or fails. Resolves with what it returned when that is on disk; what is sent and published in it goes out then. It may
   * be run again where others came between; it has 10 seconds.
   */
  readonly transaction: <R>(job: (data: Pick<Data<T>, 'store' | 'db'>) => Promise<R>) => Promise<R>
}

export type AnyServices = Services<AnyApi>

/** The log of the server, and of one request. */
export type Logger = Log & { readonly child: (fields: object) => Log }

export type Log = {
  readonly [Level in 'debug' | 'info' | 'warn' | 'error']: (fields: object | string, message?: string) => void
}
