/** Tables of an API's own, beside its records, and how they come to be. */
import type { Kysely } from 'kysely'

/** Tables whose columns nobody has typed. */
export type AnyTables = Record<string, Record<string, unknown>>

/** A query builder over the tables of an API. */
export type Tables = Kysely<AnyTables>

/**
 * One step by which the tables come to be. Done once for each store; all of it or nothing. A text is SQL as both SQLite and
 * PostgreSQL read it; between statements stands `;` at the end of a line.
 */
export type Migration = string | { readonly up: (db: Tables) => Promise<unknown> }

/** Steps by name. They are done in the order of their names: `0001-games`. */
export type Migrations = Readonly<Record<string, Migration>>

/** What is wrong with the migrations of an API, for its author. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly cure: string

  constructor(message: string, cure: string, cause?: unknown) {
    super(message, { cause })
    this.cure = cure
  }
}
