/**
 * What api.ts is written with. `kittn types` makes the types of a page; without them everything is loosely typed.
 * Nothing here runs: handlers are called by respond.ts.
 */
import type { Reply } from './fail.ts'

/** The types of a page: its operations by key (`GET /api/kittens/{id}`) and its records by collection. */
export type ApiTypes = { readonly operations: object; readonly records: object }

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
type AnyRecord = Record<string, unknown>
type AnyOperation = {
  readonly path: Readonly<Record<string, string | number>>
  readonly query: AnyRecord
  readonly headers: AnyRecord
  readonly body: unknown
  readonly answer: unknown
}

type Part<O, Name extends keyof OperationTypes> = O extends { readonly [N in Name]: infer P } ? P : unknown

/** Behaviour that the page's prose cannot carry. Every key must be an operation or a collection of the page. */
export type Behaviour<T extends ApiTypes = AnyApi> = {
  readonly operations?: { readonly [K in keyof T['operations']]?: Handler<T, K> }
  /** What a collection holds when it has never held anything. Without it, the records of the page's examples. */
  readonly seed?: { readonly [C in keyof T['records']]?: readonly T['records'][C][] }
}

/** Answers one operation. */
export type Handler<T extends ApiTypes = AnyApi, K extends keyof T['operations'] = keyof T['operations']> = (
  input: Input<T, K>,
) => Answer<T, K> | Promise<Answer<T, K>>

/** Behaviour of whatever page: what the server takes. It has checked by then what each handler is given. */
export type AnyBehaviour = {
  readonly operations?: Readonly<Record<string, AnyHandler | undefined>>
  readonly seed?: Readonly<Record<string, readonly object[] | undefined>>
}
export type AnyHandler = (input: never) => unknown

/** The documented answer, or another one made by `reply`; undefined answers 204. */
export type Answer<T extends ApiTypes, K extends keyof T['operations']> = Part<T['operations'][K], 'answer'> | Reply

/** What a handler gets: `Input<Kittn, 'GET /api/kittens/{id}'>`. */
export type Input<T extends ApiTypes = AnyApi, K extends keyof T['operations'] = keyof T['operations']> = {
  /** Parameters as the page describes them: checked, of their type, with the page's defaults in place. */
  readonly path: Part<T['operations'][K], 'path'>
  readonly query: Part<T['operations'][K], 'query'>
  readonly headers: Part<T['operations'][K], 'headers'>
  readonly body: Part<T['operations'][K], 'body'>
  readonly caller: Caller
  readonly store: { readonly [C in keyof T['records']]: Collection<T['records'][C]> }
  readonly log: Log
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal
}

/** Whose key was shown. Where the page asks for none, `id` is `anonymous`. */
export type Caller = { readonly id: string; readonly name: string; readonly admin: boolean }

export type Log = {
  readonly [Level in 'debug' | 'info' | 'warn' | 'error']: (fields: object | string, message?: string) => void
}

/** Records of one kind. Promises that write resolve when it is on disk. */
export type Collection<R> = {
  readonly get: (id: string | number) => Promise<R | undefined>
  /** The record; else the page's 410 if there once was one and the page documents 410, else its 404. */
  readonly getOrFail: (id: string | number) => Promise<R>
  readonly list: (options?: ListOptions<R>) => Promise<R[]>
  readonly count: (where?: Partial<R>) => Promise<number>
  /** Without an id of its own the record gets the next one. An id that is taken fails with 409. */
  readonly create: (record: Partial<R>) => Promise<R>
  /** Changes fields, or what a function makes of the old record; it may be called twice. Fails as `getOrFail` does. */
  readonly update: (id: string | number, change: Partial<R> | ((record: R) => R)) => Promise<R>
  /** Puts another record in its place, with the same id. Fails as `getOrFail` does. */
  readonly replace: (id: string | number, record: Partial<R>) => Promise<R>
  /** False if there was no such record. */
  readonly remove: (id: string | number) => Promise<boolean>
}

export type ListOptions<R> = {
  /** Fields and the values that they have to have. */
  readonly where?: Partial<R>
  readonly sort?: keyof R & string
  readonly descending?: boolean
  readonly limit?: number
  readonly offset?: number
}

/** Types the behaviour of an API from its page. Returns what it is given. */
export function defineApi<T extends ApiTypes = AnyApi>(behaviour: Behaviour<T>): Behaviour<T> {
  return behaviour
}
