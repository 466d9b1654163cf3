/**
 * What api.ts is written with. `kittn types` makes the types of a page; without them everything is loosely typed.
 * Nothing here runs: handlers are called by respond.ts.
 */
import type { AnyApi, ApiTypes, DataOf, FilesOf, Part } from './api-types.ts'
import type { Migrations } from '../store/index.ts'
import type { Reply } from './fail.ts'
import type { FileAnswer } from './file.ts'
import type { KeyOf } from './holders.ts'
import type { Caller, Identity, KeyMade, ShownBy } from './identity.ts'
import type { Channels } from './channels/handlers.ts'
import type { Pages } from './html/pages.ts'
import type { Outgoing, Signed } from './letters.ts'
import type { Services } from './services.ts'

/** Behaviour that the page's prose cannot carry. Every key must be an operation or a collection of the page. */
export type Behaviour<T extends ApiTypes = AnyApi> = {
  readonly operations?: { readonly [K in keyof T['operations']]?: Handler<T, K> }
  /** What a collection holds when it has never held anything. Without it, the records of the page's examples. */
  readonly seed?: { readonly [C in keyof T['records']]?: readonly T['records'][C][] }
  /**
   * Tables beside the records, for `db`: `'0001-games': { up: (db) => db.schema.createTable('games')… }`. Each step is
   * done once for each store, at start, in the order of their names. Names that begin with `kittn_` are Kittn's own.
   */
  readonly migrations?: Migrations
  /**
   * Fills the tables of a store with what the page's samples name. `kittn dev` does it, once for each store and in one
   * transaction; `kittn serve` never does.
   */
  readonly demo?: (services: Services<T>) => Promise<unknown>
  /** Finds the caller of an API that mints its own tokens. Without it, or where it finds none, `kittn keys` count. */
  readonly authenticate?: Authenticate<T>
  /**
   * Told of each key that `kittn keys` and the portal make or roll, with its values, which are kept nowhere: what an API has to
   * know of a secret it takes from here. One step with the making of the key.
   */
  readonly keyMade?: (key: KeyMade, data: Pick<Services<T>, 'db'>) => Promise<unknown>
  /**
   * Says what a webhook goes out with, each time that it is tried: its secret, or the body with a signature in it. What `notify` was
   * given waits in the store for up to two days, so a secret does not belong there, nor what an old one has signed.
   */
  readonly signs?: (outgoing: Outgoing, services: Services<T>) => Signed | Promise<Signed>
  /** WebSocket channels, by the address that the page states. */
  readonly channels?: Channels<T>
  /**
   * Addresses beside that of the page at which an operation answers too: those that clients know from before. Placeholders
   * that the page's path (`path`) does not have stand for anything.
   */
  readonly alsoAt?: (path: string) => readonly string[]
  /** HTML pages for people that the reference does not describe, by method and path: `GET /checkout/{id}`. */
  readonly pages?: Pages<T>
  /** Who its mail is from: `Zoo <zoo@zoo.example>`. An API that sends any says so here. */
  readonly mail?: { readonly from: string }
  /**
   * Work in the background: timers and the like. Of all processes that serve the API one does it. Returns the function
   * that stops it.
   */
  readonly start?: (services: Services<T>) => Stop | Promise<Stop>
}

/**
 * Undefined for a caller that it does not know. `fail(403)` refuses one that it does, and `fail(401)` refuses whatever
 * `kittn keys` may say. `keyOf` finds whose key of `kittn keys` some parts are.
 */
export type Authenticate<T extends ApiTypes = AnyApi> = (
  shown: ShownBy,
  services: Services<T> & { readonly keyOf: KeyOf },
) => Promise<Identity<DataOf<T>> | undefined> | Identity<DataOf<T>> | undefined

/** Resolves when the work has ended. */
export type Stop = (() => unknown) | void

/** Answers one operation. */
export type Handler<T extends ApiTypes = AnyApi, K extends keyof T['operations'] = keyof T['operations']> = (
  input: Input<T, K>,
) => Answer<T, K> | Promise<Answer<T, K>>

/** Behaviour of whatever page: what the server takes. It has checked by then what each handler is given. */
export type AnyBehaviour = {
  readonly operations?: Readonly<Record<string, AnyHandler | undefined>>
  readonly seed?: Readonly<Record<string, readonly object[] | undefined>>
  readonly migrations?: Migrations
  readonly demo?: (services: never) => Promise<unknown>
  readonly authenticate?: (shown: ShownBy, services: never) => unknown
  readonly keyMade?: (key: KeyMade, data: never) => Promise<unknown>
  readonly signs?: (outgoing: Outgoing, services: never) => Signed | Promise<Signed>
  readonly pages?: Readonly<Record<string, AnyHandler>>
  readonly alsoAt?: (path: string) => readonly string[]
  readonly channels?: Readonly<Record<string, AnyChannelHandlers | undefined>>
  readonly mail?: { readonly from: string }
  readonly start?: (services: never) => unknown
}
type AnyChannelHandlers = {
  readonly secured?: boolean
  readonly open?: AnyHandler
  readonly close?: AnyHandler
  readonly reads?: readonly string[]
  readonly messages?: Readonly<Record<string, AnyHandler | undefined>>
}
export type AnyHandler = (input: never) => unknown

/** The documented answer, or another one made by `reply` or `file`; undefined is the documented answer without a body, else 204. */
export type Answer<T extends ApiTypes, K extends keyof T['operations']> =
  | Part<T['operations'][K], 'answer'>
  | Reply
  | FileAnswer

/** What a handler gets: `Input<Kittn, 'GET /api/kittens/{id}'>`. */
export type Input<T extends ApiTypes = AnyApi, K extends keyof T['operations'] = keyof T['operations']> = {
  /** Parameters as the page describes them: checked, of their type, with the page's defaults in place. */
  readonly path: Part<T['operations'][K], 'path'>
  readonly query: Part<T['operations'][K], 'query'>
  readonly headers: Part<T['operations'][K], 'headers'>
  readonly body: Part<T['operations'][K], 'body'>
  /** Files of the fields that the page gives the type `file`; one that is the whole body is called `body`. */
  readonly files: FilesOf<T['operations'][K]>
  readonly caller: Caller<DataOf<T>>
  /**
   * As `transaction`, for what may happen once only, even if a process is killed before it answers: with the caller's
   * `Idempotency-Key` it is done once, and its result, which is JSON, is kept with it for a day.
   */
  readonly once: Services<T>['transaction']
  /** Where the API is for this caller: `https://api.example.com/shop`. */
  readonly address: string
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal
} & Services<T>

/** Types the behaviour of an API from its page. Returns what it is given. */
export function defineApi<T extends ApiTypes = AnyApi>(behaviour: Behaviour<T>): Behaviour<T> {
  return behaviour
}
