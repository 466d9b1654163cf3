/** What every function of api.ts is handed besides its request. */
import type { AnyApi, ApiTypes } from './api-types.ts'
import type { Collection } from './collection.ts'

export type Services<T extends ApiTypes> = {
  readonly store: { readonly [C in keyof T['records']]: Collection<T['records'][C]> }
  readonly log: Log
}

export type AnyServices = Services<AnyApi>

/** The log of the server, and of one request. */
export type Logger = Log & { readonly child: (fields: object) => Log }

export type Log = {
  readonly [Level in 'debug' | 'info' | 'warn' | 'error']: (fields: object | string, message?: string) => void
}
