/** What the samples of the page name: two providers, of whom the second belongs to the administrators' key. */
import type { Services as AllServices } from 'kittn'
import { residentRow, trial } from './providers.ts'
import type { CommentRow, Db, Kind, TicketRow } from './tables.ts'

type Services = AllServices<{ operations: {}; records: {} }>

export async function demo(db: Db, kept: Services['kept']): Promise<void> {
  const [oak, harbour] = ['demo', 'demo-admin']
  await db
    .insertInto('residents')
    .values([
      { provider: oak, ...residentRow(ASTRID) },
      {
        provider: oak,
        ...residentRow(trial(75474619, 'Samuel', 'Okoye', { resident_type_id: 2, in_home_care: true })),
      },
      { provider: harbour, ...residentRow(trial(75474700, 'Marta', 'Silva')) },
    ])
    .execute()
  await db
    .insertInto('categories')
    .values([
      { id: 1, provider: oak, name: 'Activity', resident_type_id: null },
      { id: 2, provider: oak, name: 'Weight', resident_type_id: 1 },
      { id: 3, provider: oak, name: 'Emergency', resident_type_id: null },
      { id: 4, provider: harbour, name: 'Sleep', resident_type_id: null },
    ])
    .execute()
  await db
    .insertInto('tickets')
    .values([MOVED, SLEPT, { ...MOVED, id: 200, provider: harbour, resident_id: 75474700 }])
    .execute()
  await db
    .insertInto('ticket_categories')
    .values({ ticket_id: 202, category_id: 2, status: 'potential issue' })
    .execute()
  await db.insertInto('comments').values([WILL_RING, LESS]).execute()
  const file = await kept.keep({ content: CHART, name: 'chart.pdf', type: 'application/pdf' })
  const chart = { file_name: 'chart.pdf', content_type: 'application/pdf', file_size: CHART.length, file }
  await db
    .insertInto('attachments')
    .values([
      { id: 31, ticket_id: 202, ...chart },
      { id: 30, ticket_id: 200, ...chart },
    ])
    .execute()
  const last: Record<Kind, number> = { ticket: 202, comment: 378, attachment: 31, resident: 75474700, category: 4 }
  for (const [kind, id] of Object.entries(last))
    await db
      .updateTable('ids')
      .set({ last: id })
      .where('kind', '=', kind as Kind)
      .execute()
}

const ASTRID = trial(75474618, 'Astrid', 'Berg', {
  dob: '1931/07/04',
  location: 'House 2, room 14',
  phone_number: '555-0114',
  customer_number: 'C-1042',
  last_status_update: '2016/02/12 03:00:34 -0800',
  created_at: '2015/11/02 09:12:00 -0800',
  updated_at: '2016/02/12 03:00:34 -0800',
})

/** A page with nothing on it. */
const CHART = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

const MOVED: TicketRow = {
  id: 201,
  provider: 'demo',
  title: 'Moved to a room on the ground floor',
  ticket_status: 'Closed',
  state: 1,
  read: 1,
  urgency_status_id: 1,
  resident_id: 75474618,
  employee_id: null,
  sms: 0,
  email: 1,
  created_at: '2016/02/10 14:20:11 -0800',
  updated_at: '2016/02/11 08:05:57 -0800',
}

const SLEPT: TicketRow = {
  ...MOVED,
  id: 202,
  title: 'Slept well, little appetite',
  ticket_status: 'New',
  state: 0,
  read: 0,
  urgency_status_id: 3,
  employee_id: 81987870,
  sms: null,
  email: null,
  created_at: '2016/02/12 03:00:25 -0800',
  updated_at: '2016/02/12 03:00:34 -0800',
}

const WILL_RING: CommentRow = {
  id: 377,
  ticket_id: 202,
  category_id: null,
  title: 'Will ring the family',
  commented_by: 'Nora Lindqvist',
  commented_on: '2016/02/12 03:00:30 -0800',
}

const LESS: CommentRow = {
  ...WILL_RING,
  id: 378,
  category_id: 2,
  title: 'Two kilos less than last week',
  commented_on: '2016/02/12 03:00:34 -0800',
}
