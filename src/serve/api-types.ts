/** What `kittn types` makes of a page, and what stands in where it made nothing. */
import type { AnyTables } from '../store/index.ts'
import type { Upload, UploadsByName } from './uploads/upload.ts'

/** The types of a page: its operations by key (`GET /api/kittens/{id}`) and its records by collection. */
export type ApiTypes = {
  readonly operations: object
  readonly records: object
  /** WebSocket channels by address, with the client's messages by name. */
  readonly channels?: object
  /** Added by the author: what `authenticate` gives along with a caller. */
  readonly caller?: unknown
  /** Added by the author: the tables that `migrations` make, as Kysely types them. */
  readonly tables?: unknown
}

export type OperationTypes = {
  readonly path: object
  readonly query: object
  readonly headers: object
  readonly body: unknown
  readonly answer: unknown
}

/** The types of a page for which none were made. */
export type AnyApi = {
  readonly operations: Readonly<Record<string, AnyOperation>>
  readonly records: Readonly<Record<string, AnyRecord>>
}
export type AnyRecord = Record<string, unknown>
type AnyOperation = {
  readonly path: Readonly<Record<string, string | number>>
  readonly query: AnyRecord
  readonly headers: AnyRecord
  readonly body: unknown
  readonly answer: unknown
}

export type Part<O, Name extends keyof OperationTypes> = O extends { readonly [N in Name]: infer P } ? P : unknown

/** `kittn types` writes `'one'` or `'many'` for each field that is a file. */
export type FilesOf<O> = O extends { readonly files: infer F }
  ? { readonly [N in keyof F]: [NonNullable<F[N]>] extends ['many'] ? readonly Upload[] : Upload }
  : UploadsByName

/** What `db` works on: `defineApi<Kittn & { tables: { games: Game } }>` says it. */
export type TablesOf<T> = T extends { readonly tables: infer Tables } ? Tables : AnyTables

/** What `caller.data` is: `defineApi<Flowback & { caller: User }>` says it. */
export type DataOf<T> = T extends { readonly caller: infer Data } ? Data : unknown
