/** Recurring invoices: when one is paid and the days are over, the next one comes. */
import { randomUUID } from 'node:crypto'
import { projectOf } from './caller.ts'
import { happen } from './events.ts'
import { insertInvoice } from './invoices.ts'
import { shownPrice } from './offers.ts'
import { page } from './paging.ts'
import { mine, next, time, type Acting, type Asked, type Db, type Tables } from './tables.ts'

type Invoice = Tables['invoices']
const DAY = 24 * 60 * 60 * 1000

/** Makes the recurring invoice that an invoice is the first of; returns the invoice, which now belongs to it. */
export async function beginRecurring(db: Db, invoice: Invoice): Promise<Invoice> {
  const { project, name, currency, price, taxes, shipping, recurring_days, created_at } = invoice
  const offer = { name, currency, price, taxes, shipping, recurring_days, invoice_id: invoice.id }
  const own = {
    id: randomUUID(),
    project,
    created_at,
    status: 'waiting',
    next_invoice_at: null,
    ended_at: null,
  } as const
  await db
    .insertInto('recurring')
    .values({ ...offer, ...own, seq: next('recurring', project) })
    .execute()
  await db.updateTable('invoices').set({ recurring_invoice_id: own.id }).where('id', '=', invoice.id).execute()
  return { ...invoice, recurring_invoice_id: own.id }
}

/** An invoice was paid: its recurring one goes on, unless it was ended. */
export async function goOn(acting: Acting, invoice: Invoice): Promise<void> {
  if (invoice.recurring_invoice_id === null) return
  const { db } = acting
  const recurring = await mine(db, 'recurring', invoice.project, invoice.recurring_invoice_id)
  if (recurring.status === 'ended' || recurring.invoice_id !== invoice.id) return
  const due = time(new Date(Date.now() + recurring.recurring_days * DAY))
  const changes = { status: 'active', next_invoice_at: due } as const
  await db.updateTable('recurring').set(changes).where('id', '=', recurring.id).execute()
  if (recurring.status === 'waiting') await happen(acting, 'recurring-invoice.started', { invoice })
}

/** The days are over: makes the next invoice. */
export async function iterate(acting: Acting, recurring: Tables['recurring']): Promise<void> {
  const { db } = acting
  const {
    id: _,
    seq: _seq,
    status: _status,
    created_at: _at,
    ...last
  } = await mine(db, 'invoices', recurring.project, recurring.invoice_id)
  const invoice = await insertInvoice(db, last)
  const changes = { invoice_id: invoice.id, next_invoice_at: null }
  await db.updateTable('recurring').set(changes).where('id', '=', recurring.id).execute()
  await happen(acting, 'recurring-invoice.iterated', { invoice })
}

export async function listRecurring({ query, caller, db }: Asked<'GET /v1/recurring-invoices'>) {
  const rows = await page(db, 'recurring', { project: projectOf(caller).id }, query)
  return { success: true, message: null, 'recurring-invoices': rows.map(shown) }
}

export async function getRecurring({ path, caller, db }: Asked<'GET /v1/recurring-invoices/{id}'>) {
  return { success: true, message: null, ...shown(await mine(db, 'recurring', projectOf(caller).id, path.id)) }
}

export function endRecurring(input: Asked<'DELETE /v1/recurring-invoices/{id}'>) {
  const { path, caller, transaction, notify } = input
  return transaction(async ({ db }) => {
    const recurring = await mine(db, 'recurring', projectOf(caller).id, path.id)
    if (recurring.status !== 'ended') {
      const changes = { status: 'ended', next_invoice_at: null, ended_at: time() } as const
      await db.updateTable('recurring').set(changes).where('id', '=', recurring.id).execute()
      const invoice = await mine(db, 'invoices', recurring.project, recurring.invoice_id)
      await happen({ db, notify }, 'recurring-invoice.ended', { invoice })
    }
    return { success: true, message: null }
  })
}

function shown(row: Tables['recurring']) {
  const { id, invoice_id, recurring_days, status, next_invoice_at, created_at, ended_at } = row
  return { id, invoice_id, ...shownPrice(row), recurring_days, status, next_invoice_at, created_at, ended_at }
}
