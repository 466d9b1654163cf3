/** How PostgreSQL keeps what dumps hold. */
import { sql } from 'kysely'
import type { Layout } from '../dump.ts'
import { unescaped } from '../escape.ts'
import { fieldsOf, keyOf, longId } from './columns.ts'

export const LAYOUT: Layout = {
  key: 'key',
  // Kysely has given the texts back unescaped by then.
  recordOf: ({ key, long_id, text }) => ({ id: String(long_id ?? key), text: String(text) }),
  rowOf: ({ id, text }) => ({
    key: unescaped(keyOf(id)),
    long_id: longId(id) === null ? null : id,
    text,
    fields: fieldsOf(text),
  }),
  idOf: (key) => key,
  truth: (value) => value,
  async ownTables(db) {
    const { rows } = await sql<{ name: string }>`
      SELECT relname AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND (NOT starts_with(relname, 'kittn_') OR starts_with(relname, 'kittn_portal_'))
      ORDER BY oid`.execute(db)
    return rows.map(({ name }) => name)
  },
  async countOn(db, table) {
    const { rows } = await sql<{ name: string }>`
      SELECT attname AS name FROM pg_attribute
      WHERE attrelid = quote_ident(${table})::regclass AND attnum > 0 AND NOT attisdropped
        AND pg_get_serial_sequence(quote_ident(${table}), attname) IS NOT NULL`.execute(db)
    for (const { name } of rows)
      await sql`SELECT setval(pg_get_serial_sequence(quote_ident(${table}), ${name}), coalesce(max(${sql.ref(name)}), 0) + 1, false)
        FROM ${sql.table(table)}`.execute(db)
  },
}
