/**
 * Stores: where records, credentials and idempotency keys live. Every promise that says that something was written
 * resolves only when it is on disk. Texts are JSON; a store never looks inside more than a query asks it to.
 */
import type { DumpLine } from './lines.ts'
import type { Migrations, Tables } from './tables.ts'

export type Store = {
  /** The records of a collection; a collection exists as soon as something is put into it. */
  readonly records: (collection: string) => Records
  readonly credentials: Credentials
  readonly answers: Answers
  /**
   * Whatever is read and written while the callback runs is one step: all or nothing, as if nobody else were there. If
   * the callback throws, nothing is written. It is run again where others came between, so it does nothing else; it
   * may take 10 seconds. Not within another transaction.
   */
  readonly transaction: <T>(job: () => Promise<T>) => Promise<T>
  /**
   * Runs a job whose first write is one step with `look`, which throws where it must not be done. That may be run again as a
   * transaction may.
   */
  readonly guarded: <T>(look: () => Promise<void>, job: () => Promise<T>) => Promise<T>
  /** Does it when the transaction that this code belongs to is on disk, and never if that is undone; else at once. */
  readonly afterwards: (job: () => void) => void
  /** A query builder over the tables of the API's own; reads and writes of it take part in transactions. */
  readonly tables: () => Promise<Tables>
  /** What SQL its tables speak. */
  readonly dialect: 'sqlite' | 'postgres'
  /**
   * Does those that were never done. Kittn's own, which know nothing of those of the API, say whose they are: `portal`.
   * Throws MigrationError.
   */
  readonly migrate: (migrations: Migrations, whose?: string) => Promise<void>
  /** All that the store holds, as it is at this moment, while others go on to write. */
  readonly dump: () => AsyncGenerator<DumpLine>
  /** Takes in a dump, all of it or nothing, and says how many lines it had. Throws DumpError if it does not fit. */
  readonly restore: (lines: AsyncIterable<DumpLine>) => Promise<number>
  /** Takes everything away but the credentials. */
  readonly reset: () => Promise<void>
  /** Waits for what is under way, then lets go of the data. */
  readonly close: () => Promise<void>
}

/** The data cannot be reached or has no room at the moment. What was asked for has not been acknowledged. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

/** An id as it stands in a record. `2` and `'2'` name the same record. */
export type Id = string | number

/** A record as it is kept: its id and its JSON text. */
export type Stored = { readonly id: string; readonly text: string }

export type Scalar = string | number | boolean | null

/** What a record has to have. */
export type Condition = Equal | Among | Bound | Within

/** A field on the top level of a record and the value that it has to have. */
export type Equal = {
  readonly field: string
  readonly equals: Scalar
  /** Records without the field are meant too. */
  readonly orMissing?: boolean
}

/** Where in a record: names of fields from the outside in. */
export type Place = readonly string[]

/** One of these values is there, or a list that has one of them. */
export type Among = { readonly at: Place; readonly among: readonly Scalar[] }

/** A number beyond a number, or a text beyond a text by its bytes, as times in one notation are. */
export type Bound = { readonly at: Place; readonly is: '<' | '<=' | '>' | '>='; readonly than: string | number }

/** A text that holds this one, in capital letters or small ones, stands at one of these places. */
export type Within = { readonly within: readonly Place[]; readonly text: string }

export type Query = {
  readonly where?: readonly Condition[]
  /** Without it, in order of creation. Records that share a value stay in order of creation. */
  readonly sort?: { readonly field: string; readonly descending: boolean }
  readonly limit?: number
  readonly offset?: number
}

/** Makes the JSON text of a new record, given its id. May be called more than once, so it does nothing else. */
export type Build = (id: Id) => string
/** Makes the new JSON text from the old. May be called more than once; what it throws, the caller of `update` gets. */
export type Change = (text: string) => string

export type Records = {
  /** At once where the store has it at hand. */
  readonly get: (id: Id) => Stored | undefined | Promise<Stored | undefined>
  readonly list: (query: Query) => Promise<readonly Stored[]>
  readonly count: (where: readonly Condition[]) => Promise<number>
  /** How many records of the list there are up to the one with this id; undefined if that is not among them. */
  readonly position: (id: Id, query: Pick<Query, 'where' | 'sort'>) => Promise<number | undefined>
  /** Without an id, the next integer of the collection; integers are never given twice. */
  readonly create: (build: Build, options?: CreateOptions) => Promise<Created>
  /** Reads, changes and writes in one step that no other write comes between; undefined if there is no such record. */
  readonly update: (id: Id, change: Change) => Promise<Stored | undefined>
  /** False if there was no such record. Otherwise `wasRemoved` says true from now on. */
  readonly remove: (id: Id) => Promise<boolean>
  readonly wasRemoved: (id: Id) => Promise<boolean>
  /** As `remove`, but nothing remembers it. */
  readonly forget: (id: Id) => Promise<boolean>
  /** Fills a collection that has never held anything, the first of rows with one id; false, and nothing is written, if it has. */
  readonly seed: (rows: readonly Seed[]) => Promise<boolean>
}

/** Without an id, the next integer. */
export type Seed = { readonly id?: Id; readonly build: Build }

export type CreateOptions = {
  readonly id?: Id
  /** The same key with the same fingerprint creates once and is answered with the same record for a day. */
  readonly once?: { readonly key: string; readonly fingerprint: string }
}

export type Created =
  | { readonly kind: 'created' | 'repeated'; readonly stored: Stored }
  /** There is a record with this id. */
  | { readonly kind: 'taken' }
  /** The key was used before, with another fingerprint. */
  | { readonly kind: 'mismatch' }

/** What was created or answered under an idempotency key, and for which request. */
export type Kept = { readonly fingerprint: string; readonly id: string; readonly text: string }

/** Answers under idempotency keys. They are kept for a day. */
export type Answers = {
  /** Undefined if nothing is kept under the key. */
  readonly find: (key: string) => Promise<Kept | undefined>
  readonly keep: (key: string, kept: Kept) => Promise<void>
  /** Keeps it where nothing is kept under the key or what is there is free, and gives back what is there otherwise. */
  readonly claim: (key: string, kept: Kept, isFree: (kept: Kept) => boolean) => Promise<Kept | undefined>
}

/** A caller's key as it is kept: never the secret, only its hash. Times are ISO 8601 in UTC. */
export type Credential = {
  readonly id: string
  readonly name: string
  readonly admin: boolean
  /** The last characters of the secret, so that its owner can tell two keys apart. */
  readonly tail: string
  readonly created: string
  readonly revoked: string | undefined
  /** The application of the portal that it belongs to; undefined for those of the operator. */
  readonly application: string | undefined
} & Terms

/** On what terms its caller is let in; without any, everything that callers may do. */
export type Terms = {
  /** Only what changes nothing. */
  readonly readOnly?: boolean
  /** Of the page's scopes, those that it has. */
  readonly scopes?: readonly string[]
  /** How often it may call, in place of what the page says for each caller. */
  readonly rates?: readonly { readonly count: number; readonly seconds: number }[]
  /** Since when the operator lets it do nothing. */
  readonly suspended?: string
}

export type NewCredential = Secrets & {
  readonly name: string
  readonly admin: boolean
  readonly application?: string
  readonly terms?: Terms
}

/** What may be changed of a credential; `terms` as a whole. */
export type CredentialChange = { readonly name?: string; readonly admin?: boolean; readonly terms?: Terms }

/** What is kept of the secrets of a credential: the hash of each, none of which any other has, and the end of one. */
export type Secrets = { readonly hashes: readonly string[]; readonly tail: string }

export type Credentials = {
  /** The credential that has this hash unless it is revoked; at once where the store has it at hand. Sees at once what another process did. */
  readonly find: (hash: string) => Credential | undefined | Promise<Credential | undefined>
  readonly create: (credential: NewCredential) => Promise<Credential>
  /** All, revoked ones too, in order of creation; those of one application where one is named. */
  readonly list: (application?: string) => Promise<readonly Credential[]>
  /** False if there is none with this id, or if it is revoked already. */
  readonly revoke: (id: string) => Promise<boolean>
  /** Undefined if there is none with this id, or if it is revoked. */
  readonly change: (id: string, change: CredentialChange) => Promise<Credential | undefined>
  /** Puts other secrets in the place of the old ones, which are refused from now on, or after so many seconds of grace. */
  readonly roll: (id: string, secrets: Secrets, grace?: number) => Promise<Credential | undefined>
}
