/** What is known of a table: only columns that the database itself names are ever put into SQL. */
import pg from 'pg'
import { OBJECTS, type ObjectName } from '../crm.ts'
import { Refusal } from '../refusal.ts'

export type Table = {
  /** With its schema, quoted. */
  readonly name: string
  /** Quoted columns by field, the id among them. */
  readonly columns: ReadonlyMap<string, string>
  /** The fields as texts under their own names, for `select` and `returning`. */
  readonly select: string
  /** Whether the database gives out ids itself. */
  readonly givesIds: boolean
}

type Column = { readonly column_name: string; readonly column_default: string | null; readonly is_identity: string }

const KNOWN = `select column_name, column_default, is_identity from information_schema.columns
  where table_schema = $1 and table_name = $2`

/** Rejects with a Refusal (`denied`) where there is no such table that the user may see. */
export async function tableOf(pool: pg.Pool, schema: string, object: ObjectName): Promise<Table> {
  const { rows } = await pool.query<Column>(KNOWN, [schema, object])
  const id = rows.find((row) => row.column_name === 'id')
  if (id === undefined)
    throw new Refusal('denied', `There is no table ${schema}.${object} with a column id for this user.`)
  const fields = ['id', ...OBJECTS[object]].filter((field) => rows.some((row) => row.column_name === snake(field)))
  const columns = new Map(fields.map((field) => [field, pg.escapeIdentifier(snake(field))]))
  return {
    name: `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(object)}`,
    columns,
    select: [...columns].map(([field, column]) => `${column}::text as ${pg.escapeIdentifier(field)}`).join(', '),
    givesIds: id.column_default !== null || id.is_identity === 'YES',
  }
}

function snake(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
