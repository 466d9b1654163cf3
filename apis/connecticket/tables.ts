/** The tables of connecTicket, and what their rows are. Everything belongs to a provider. */
import type { Kysely } from 'kysely'
import type { Migrations } from 'kittn'

export type Tables = {
  tickets: TicketRow
  comments: CommentRow
  attachments: AttachmentRow
  ticket_categories: { ticket_id: number; category_id: number; status: CategoryStatus }
  /** `record` is the resident as JSON. */
  residents: { id: number; provider: string; resident_type_id: number; record: string }
  /** One with a `resident_type_id` is watched for residents of that type only. */
  categories: { id: number; provider: string; name: string; resident_type_id: number | null }
  /** `hash` is all that is kept of a token; `application` is whose it is, `expires` is ISO 8601 in UTC. */
  tokens: { hash: string; application: string; expires: string }
  /** The last id that was given, of each kind. */
  ids: { kind: Kind; last: number }
}

/** Truth values are 0 and 1, times as they are answered. */
export type TicketRow = {
  id: number
  provider: string
  title: string
  ticket_status: Status
  state: number
  read: number
  urgency_status_id: number
  resident_id: number
  employee_id: number | null
  sms: number | null
  email: number | null
  created_at: string
  updated_at: string
}

/** `file` is the id under which the content is kept. */
export type AttachmentRow = {
  id: number
  ticket_id: number
  file_name: string
  content_type: string
  file_size: number
  file: string
}

/** Without a category it is about the ticket as a whole. */
export type CommentRow = {
  id: number
  ticket_id: number
  category_id: number | null
  title: string
  commented_by: string
  commented_on: string
}

export type Status = 'New' | 'In Progress' | 'Closed' | 'Reopen'
export type CategoryStatus = 'issue' | 'no issue' | 'potential issue'
export type Kind = 'ticket' | 'comment' | 'attachment' | 'resident' | 'category'
export type Db = Kysely<Tables>

export const migrations: Migrations = {
  '0001-tables': {
    async up(db) {
      await db.schema
        .createTable('tickets')
        .addColumn('id', 'bigint', (column) => column.primaryKey())
        .addColumn('provider', 'text', (column) => column.notNull())
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('ticket_status', 'text', (column) => column.notNull())
        .addColumn('state', 'integer', (column) => column.notNull())
        .addColumn('read', 'integer', (column) => column.notNull())
        .addColumn('urgency_status_id', 'integer', (column) => column.notNull())
        .addColumn('resident_id', 'bigint', (column) => column.notNull())
        .addColumn('employee_id', 'bigint')
        .addColumn('sms', 'integer')
        .addColumn('email', 'integer')
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('tickets_provider').on('tickets').columns(['provider', 'id']).execute()
      await db.schema
        .createTable('comments')
        .addColumn('id', 'bigint', (column) => column.primaryKey())
        .addColumn('ticket_id', 'bigint', (column) => column.notNull())
        .addColumn('category_id', 'bigint')
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('commented_by', 'text', (column) => column.notNull())
        .addColumn('commented_on', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('comments_ticket').on('comments').column('ticket_id').execute()
      await db.schema
        .createTable('ticket_categories')
        .addColumn('ticket_id', 'bigint', (column) => column.notNull())
        .addColumn('category_id', 'bigint', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('ticket_categories_key', ['ticket_id', 'category_id'])
        .execute()
      await db.schema
        .createTable('residents')
        .addColumn('id', 'bigint', (column) => column.primaryKey())
        .addColumn('provider', 'text', (column) => column.notNull())
        .addColumn('resident_type_id', 'bigint', (column) => column.notNull())
        .addColumn('record', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('categories')
        .addColumn('id', 'bigint', (column) => column.primaryKey())
        .addColumn('provider', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('resident_type_id', 'bigint')
        .execute()
      await db.schema
        .createTable('tokens')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('application', 'text', (column) => column.notNull())
        .addColumn('expires', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('ids')
        .addColumn('kind', 'text', (column) => column.primaryKey())
        .addColumn('last', 'bigint', (column) => column.notNull())
        .execute()
      const kinds = ['ticket', 'comment', 'attachment', 'resident', 'category']
      await db
        .insertInto('ids')
        .values(kinds.map((kind) => ({ kind, last: 0 })))
        .execute()
    },
  },
  '0002-attachments': {
    async up(db) {
      await db.schema
        .createTable('attachments')
        .addColumn('id', 'bigint', (column) => column.primaryKey())
        .addColumn('ticket_id', 'bigint', (column) => column.notNull())
        .addColumn('file_name', 'text', (column) => column.notNull())
        .addColumn('content_type', 'text', (column) => column.notNull())
        .addColumn('file_size', 'bigint', (column) => column.notNull())
        .addColumn('file', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('attachments_ticket').on('attachments').column('ticket_id').execute()
    },
  },
}

/** The next id of its kind, within a transaction: no two rows ever get the same. */
export async function nextId(db: Db, kind: Kind): Promise<number> {
  const counted = db.updateTable('ids').set((row) => ({ last: row('last', '+', 1) }))
  return (await counted.where('kind', '=', kind).returning('last').executeTakeFirstOrThrow()).last
}
