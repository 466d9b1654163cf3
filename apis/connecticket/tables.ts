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
  '0001-tables': `
    CREATE TABLE tickets (
      id bigint PRIMARY KEY, provider text NOT NULL, title text NOT NULL, ticket_status text NOT NULL, state integer NOT NULL,
      read integer NOT NULL, urgency_status_id integer NOT NULL, resident_id bigint NOT NULL, employee_id bigint, sms integer,
      email integer, created_at text NOT NULL, updated_at text NOT NULL);
    CREATE INDEX tickets_provider ON tickets (provider, id);
    CREATE TABLE comments (
      id bigint PRIMARY KEY, ticket_id bigint NOT NULL, category_id bigint, title text NOT NULL, commented_by text NOT NULL,
      commented_on text NOT NULL);
    CREATE INDEX comments_ticket ON comments (ticket_id);
    CREATE TABLE ticket_categories (
      ticket_id bigint NOT NULL, category_id bigint NOT NULL, status text NOT NULL, PRIMARY KEY (ticket_id, category_id));
    CREATE TABLE residents (
      id bigint PRIMARY KEY, provider text NOT NULL, resident_type_id bigint NOT NULL, record text NOT NULL);
    CREATE TABLE categories (
      id bigint PRIMARY KEY, provider text NOT NULL, name text NOT NULL, resident_type_id bigint);
    CREATE TABLE tokens (
      hash text PRIMARY KEY, application text NOT NULL, expires text NOT NULL);
    CREATE TABLE ids (
      kind text PRIMARY KEY, last bigint NOT NULL);
    INSERT INTO ids VALUES ('ticket', 0), ('comment', 0), ('attachment', 0), ('resident', 0), ('category', 0)`,
  '0002-attachments': `
    CREATE TABLE attachments (
      id bigint PRIMARY KEY, ticket_id bigint NOT NULL, file_name text NOT NULL, content_type text NOT NULL,
      file_size bigint NOT NULL, file text NOT NULL);
    CREATE INDEX attachments_ticket ON attachments (ticket_id)`,
}

/** The next id of its kind, within a transaction: no two rows ever get the same. */
export async function nextId(db: Db, kind: Kind): Promise<number> {
  const counted = db.updateTable('ids').set((row) => ({ last: row('last', '+', 1) }))
  return (await counted.where('kind', '=', kind).returning('last').executeTakeFirstOrThrow()).last
}
