/** Tickets with all that belongs to them. Whatever is another provider's is not there: 404. */
import { fail } from 'kittn'
import type { ConnecTicket } from './api.gen.d.ts'
import {
  nextId,
  type AttachmentRow,
  type CategoryStatus,
  type CommentRow,
  type Db,
  type Tables,
  type TicketRow,
} from './tables.ts'
import { timeText } from './times.ts'

type Operations = ConnecTicket['operations']
type Ticket = Operations['GET /api/{access_token}/tickets']['answer']['ticket'][number]
type Details = Operations['GET /api/{access_token}/ticket_detail']['answer']['ticket_with_details']
type Categories = Details['categories']
type Body = Operations['POST /api/{access_token}/create_ticket']['body']

/** The ticket of this provider, or 404. */
export async function ticketOf(db: Db, provider: string, id: number): Promise<TicketRow> {
  const rows = db.selectFrom('tickets').selectAll().where('id', '=', id).where('provider', '=', provider)
  return (await rows.executeTakeFirst()) ?? fail(404, 'Invalid ticket id', { parameter: 'id' })
}

/** The resident of this provider, or 404. */
export async function residentOf(db: Db, provider: string, id: number): Promise<Tables['residents']> {
  const rows = db.selectFrom('residents').selectAll().where('id', '=', id).where('provider', '=', provider)
  return (await rows.executeTakeFirst()) ?? fail(404, 'Invalid resident id', { parameter: 'resident_id' })
}

/** The id of a category of this provider, or 404. */
export async function categoryOf(db: Db, provider: string, id: number): Promise<number> {
  const rows = db.selectFrom('categories').select('id').where('id', '=', id).where('provider', '=', provider)
  return (await rows.executeTakeFirst())?.id ?? fail(404, 'Invalid category id', { parameter: 'category_id' })
}

/** A ticket as it is answered. */
export function told(row: TicketRow): Ticket {
  return {
    id: row.id,
    title: row.title,
    ticket_type: null,
    ticket_status: row.ticket_status,
    state: row.state === 1,
    read: row.read === 1,
    urgency_status_id: row.urgency_status_id,
    resident_id: row.resident_id,
    employee_id: row.employee_id,
    start_date: null,
    end_date: null,
    sms: truth(row.sms),
    email: truth(row.email),
    sent_to_family: null,
    sent_to_healthcare_pro: null,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

function truth(value: number | null): boolean | null {
  return value === null ? null : value === 1
}

/** An attachment of a ticket of this provider, or 404. */
export async function attachmentOf(db: Db, provider: string, id: number): Promise<AttachmentRow> {
  const rows = db.selectFrom('attachments').innerJoin('tickets', 'tickets.id', 'ticket_id').selectAll('attachments')
  const own = rows.where('attachments.id', '=', id).where('provider', '=', provider)
  return (await own.executeTakeFirst()) ?? fail(404, 'Invalid attachment id', { parameter: 'id' })
}

export async function detailsOf(db: Db, ticket: TicketRow): Promise<Details> {
  const comments = await db
    .selectFrom('comments')
    .selectAll()
    .where('ticket_id', '=', ticket.id)
    .orderBy('id')
    .execute()
  const files = await db
    .selectFrom('attachments')
    .selectAll()
    .where('ticket_id', '=', ticket.id)
    .orderBy('id')
    .execute()
  return {
    ticket: told(ticket),
    ticket_attachments: files.map(({ id, file_name, content_type, file_size }) => ({
      id,
      file_name,
      content_type,
      file_size,
    })),
    comments: comments.filter((one) => one.category_id === null).map((one) => ({ id: one.id, ...said(one) })),
    categories: await categoriesOf(db, ticket, comments),
  }
}

/** Those about which something was said, each with its comments. */
async function categoriesOf(db: Db, { id }: TicketRow, comments: readonly CommentRow[]): Promise<Categories> {
  const rows = await db
    .selectFrom('ticket_categories')
    .innerJoin('categories', 'categories.id', 'category_id')
    .select(['category_id', 'name', 'status'])
    .where('ticket_id', '=', id)
    .orderBy('category_id')
    .execute()
  const own = (category: number): CommentRow[] => comments.filter((one) => one.category_id === category)
  return Object.fromEntries(
    rows.map(({ category_id, name, status }) => [
      category_id,
      { title: name, status, ...Object.fromEntries(own(category_id).map((one) => [`comment${one.id}`, said(one)])) },
    ]),
  )
}

function said({ title, commented_by, commented_on }: CommentRow) {
  return { title, commented_by, commented_on }
}

/** A file that is kept already. */
export type Attached = Omit<AttachmentRow, 'id' | 'ticket_id'>
type Opening = Body & { readonly provider: string; readonly by: string; readonly attached: readonly Attached[] }

const URGENCIES = { 'No Issue': 1, Exception: 3 } as const

/** Opens a ticket, within a transaction, and returns its id. */
export async function open(db: Db, { provider, by, attached, ...body }: Opening): Promise<number> {
  const resident = await residentOf(db, provider, body.resident_id)
  const now = timeText()
  const id = await nextId(db, 'ticket')
  const ticket: TicketRow = {
    id,
    provider,
    title: body.title,
    ticket_status: body.ticket_status ?? 'New',
    state: Number(body.state ?? false),
    read: 0,
    urgency_status_id: URGENCIES[body.urgency_status],
    resident_id: resident.id,
    employee_id: null,
    sms: body.sms === undefined ? null : Number(body.sms),
    email: body.email === undefined ? null : Number(body.email),
    created_at: now,
    updated_at: now,
  }
  await db.insertInto('tickets').values(ticket).execute()
  for (const one of attached) {
    const row = { id: await nextId(db, 'attachment'), ticket_id: id, ...one }
    await db.insertInto('attachments').values(row).execute()
  }
  if (body.general_comments) await comment(db, { ticket: id, title: body.general_comments, by })
  for (const [category, { status, title }] of spokenOf(body)) {
    await speakOf(db, { ticket: id, category: await categoryOf(db, provider, category), status })
    if (title) await comment(db, { ticket: id, category, title, by })
  }
  return id
}

type Spoken = { readonly status: CategoryStatus; readonly title: string | undefined }

/** What `category_2` and `category_comments_2` say, by the id of the category. */
function spokenOf(body: Body): ReadonlyMap<number, Spoken> {
  const ids = Object.keys(body).flatMap((name) => /^category_(?:comments_)?(\d+)$/.exec(name)?.[1] ?? [])
  return new Map(
    ids.map(Number).map((id) => {
      const status = body[`category_${id}`] ?? 'No Issue'
      return [id, { status: STATUSES[status], title: body[`category_comments_${id}`] }]
    }),
  )
}

const STATUSES = { Issue: 'issue', 'No Issue': 'no issue', 'Potential Issue': 'potential issue' } as const

async function speakOf(
  db: Db,
  { ticket, category, status }: { ticket: number; category: number; status: CategoryStatus },
) {
  const values = { ticket_id: ticket, category_id: category, status }
  await db
    .insertInto('ticket_categories')
    .values(values)
    .onConflict((there) => there.doNothing())
    .execute()
}

type Saying = {
  readonly ticket: number
  readonly category?: number | undefined
  readonly title: string
  readonly by: string
}

/** Adds a comment, within a transaction, and returns its id. A category that it speaks of has no issue if nobody said so. */
export async function comment(db: Db, { ticket, category, title, by }: Saying): Promise<number> {
  if (category !== undefined) await speakOf(db, { ticket, category, status: STATUSES['No Issue'] })
  const id = await nextId(db, 'comment')
  const about = { id, ticket_id: ticket, category_id: category ?? null }
  await db
    .insertInto('comments')
    .values({ ...about, title, commented_by: by, commented_on: timeText() })
    .execute()
  return id
}
