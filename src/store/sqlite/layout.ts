/** How SQLite keeps what dumps hold. */
import { sql } from 'kysely'
import type { Layout } from '../dump.ts'
import { escaped, unescaped } from '../escape.ts'

export const LAYOUT: Layout = {
  key: 'id',
  recordOf: ({ id, text }) => ({ id: unescaped(String(id)), text: String(text) }),
  rowOf: ({ id, text }) => ({ id: escaped(id), text }),
  idOf: unescaped,
  truth: Number,
  async ownTables(db) {
    const { rows } = await sql<{ name: string }>`
      SELECT name FROM sqlite_master WHERE type = 'table' AND (name NOT GLOB 'kittn_*' OR name GLOB 'kittn_portal_*') AND name NOT GLOB 'sqlite_*'
      ORDER BY rowid`.execute(db)
    return rows.map(({ name }) => name)
  },
  // SQLite counts on from the greatest.
  countOn: async () => undefined,
}
