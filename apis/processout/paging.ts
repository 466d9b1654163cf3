/** Pages of lists, by the id where one begins or ends. */
import { fail } from 'kittn'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Owning, Tables } from './tables.ts'

/** What a request says of its page; neither id is on it. */
export type PageAsked = {
  readonly limit: number
  readonly start_after?: string
  readonly end_before?: string
  readonly order?: 'asc' | 'desc'
}

/** `where`: columns and what they have to be. */
type Of = { readonly project: string; readonly where?: Readonly<Record<string, string | number>> }

/** A page of what the project has in the table. */
export async function page<T extends Owning>(db: Db, table: T, of: Of, asked: PageAsked): Promise<Tables[T][]> {
  const { limit, start_after: after, end_before: before, order = 'desc' } = asked
  // A page that ends somewhere is read backwards from there.
  const backwards = before !== undefined && after === undefined
  const rises = (order === 'asc') !== backwards
  const bounds = [
    ...(after === undefined ? [] : [beyond(await place(db, table, of, { start_after: after }), order === 'asc')]),
    ...(before === undefined ? [] : [beyond(await place(db, table, of, { end_before: before }), order !== 'asc')]),
  ]
  const equals = Object.entries({ ...of.where, project: of.project })
  const conditions = [...equals.map(([name, value]) => sql`${sql.ref(name)} = ${value}`), ...bounds]
  const { rows } = await sql<Tables[T]>`SELECT * FROM ${sql.table(table)} WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY seq ${sql.raw(rises ? 'ASC' : 'DESC')} LIMIT ${limit}`.execute(db)
  return backwards ? rows.toReversed() : rows
}

function beyond(seq: number, rises: boolean): RawBuilder<unknown> {
  return rises ? sql`seq > ${seq}` : sql`seq < ${seq}`
}

/** Where the row with the id stands that a parameter names. */
async function place(db: Db, table: Owning, { project }: Of, named: Readonly<Record<string, string>>): Promise<number> {
  const [[parameter = '', id = ''] = []] = Object.entries(named)
  const found = sql<{ seq: number }>`SELECT seq FROM ${sql.table(table)} WHERE id = ${id} AND project = ${project}`
  const { rows } = await found.execute(db)
  return rows[0]?.seq ?? fail(400, `${parameter} must be the id of something in this list.`, { parameter })
}
