/** What handlers do with the records of one kind. */

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
