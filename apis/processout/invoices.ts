/** Invoices: made by a project, or by a buyer from a tailored one. */
import { randomUUID } from 'node:crypto'
import { fail } from 'kittn'
import { isSandbox, projectOf } from './caller.ts'
import { decimal } from './money.ts'
import { pricedOf, shownPrice, totalOf, urlsOf } from './offers.ts'
import { page } from './paging.ts'
import { beginRecurring } from './recurring.ts'
import { mine, next, time, type Asked, type Db, type Tables } from './tables.ts'

type Invoice = Tables['invoices']

export function createInvoice({ body, caller, address, once }: Asked<'POST /v1/invoices'>) {
  const project = projectOf(caller)
  const offer = { ...pricedOf(body), ...urlsOf(body) }
  const { custom = null, recurring_days = 0, request_email = false, request_shipping = false } = body
  if (recurring_days < 0 || recurring_days > 365)
    fail(400, 'recurring_days must be from 0 to 365.', { parameter: 'recurring_days' })
  if (custom !== null && custom.length > 255)
    fail(400, 'custom must be at most 255 characters long.', { parameter: 'custom' })
  const more = {
    metas: metasOf(body.metas),
    custom,
    recurring_days,
    request_email: Number(request_email || recurring_days > 0),
    request_shipping: Number(request_shipping),
  }
  return once(async ({ db }) => {
    const invoice = await insertInvoice(db, { ...offer, ...more, project: project.id, recurring_invoice_id: null })
    const begun = recurring_days > 0 ? await beginRecurring(db, invoice) : invoice
    return { success: true, message: null, ...shownInvoice(begun, address) }
  })
}

const PLAIN = { metas: '{}', request_email: 0, request_shipping: 0, recurring_days: 0, recurring_invoice_id: null }

export async function fromTailored(input: Asked<'POST /v1/invoices/from-tailored/{id}'>) {
  const { path, body = {}, caller, address, once } = input
  const project = projectOf(caller).id
  return once(async ({ db }) => {
    const { name, currency, price, taxes, shipping, ...tailored } = await mine(db, 'tailored', project, path.id)
    const offer = { name, currency, price, taxes, shipping, ...urlsOf(body, tailored) }
    const invoice = await insertInvoice(db, { ...PLAIN, ...offer, project, custom: body.custom ?? null })
    return { success: true, message: null, ...shownInvoice(invoice, address) }
  })
}

export async function listInvoices({ query, caller, db, address }: Asked<'GET /v1/invoices'>) {
  const rows = await page(db, 'invoices', { project: projectOf(caller).id }, query)
  return { success: true, message: null, invoices: rows.map((row) => shownInvoice(row, address)) }
}

export async function getInvoice({ path, caller, db, address }: Asked<'GET /v1/invoices/{id}'>) {
  const invoice = await mine(db, 'invoices', projectOf(caller).id, path.id)
  return { success: true, message: null, ...shownInvoice(invoice, address) }
}

/** Puts a new invoice into its place. */
export async function insertInvoice(
  db: Db,
  made: Omit<Invoice, 'id' | 'seq' | 'status' | 'created_at'>,
): Promise<Invoice> {
  const invoice = { ...made, id: randomUUID(), status: 'waiting', created_at: time() } as const
  const seq = next('invoices', made.project)
  return db
    .insertInto('invoices')
    .values({ ...invoice, seq })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function metasOf(sent: Readonly<Record<string, unknown>> = {}): string {
  const all = Object.entries(sent)
  if (all.length > 20 || all.some(([name, value]) => typeof value !== 'string' || name.length + value.length > 1000))
    fail(400, 'metas must be at most 20 names with a text each.', { parameter: 'metas' })
  return JSON.stringify(sent)
}

function shownInvoice(invoice: Invoice, address: string) {
  const { id, status, custom, recurring_days, recurring_invoice_id, return_url, cancel_url, notify_url } = invoice
  return {
    id,
    ...shownPrice(invoice),
    total: decimal(totalOf(invoice), invoice.currency),
    status,
    metas: JSON.parse(invoice.metas) as Record<string, unknown>,
    custom,
    request_email: invoice.request_email === 1,
    request_shipping: invoice.request_shipping === 1,
    recurring_days,
    recurring_invoice_id,
    return_url,
    cancel_url,
    notify_url,
    sandbox: isSandbox(invoice.project),
    url: `${address}/checkout/${id}`,
    created_at: invoice.created_at,
  }
}
