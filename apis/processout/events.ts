/** What happens to invoices: kept for the project in the order in which it happened, and told to `notify_url`. */
import { randomUUID } from 'node:crypto'
import type { Outgoing, Signed } from 'kittn'
import { isSandbox, projectOf, signerFor } from './caller.ts'
import { decimal } from './money.ts'
import { page } from './paging.ts'
import { sign } from './signing.ts'
import { mine, next, time, type Acting, type Asked, type Tables } from './tables.ts'

export type EventName =
  | `invoice.${'completed' | 'failed' | 'disputed' | 'refunded'}`
  | `recurring-invoice.${'started' | 'iterated' | 'ended'}`

type About = { readonly invoice: Tables['invoices']; readonly transaction?: Tables['transactions'] | undefined }

/** Keeps an event and sends it, as a part of the transaction that it belongs to. */
export async function happen({ db, notify }: Acting, name: EventName, about: About): Promise<void> {
  const { project, notify_url: url } = about.invoice
  const data = told(name, about)
  const kept = { id: randomUUID(), project, created_at: time(), name, data: JSON.stringify(data), processed: 0 }
  await db
    .insertInto('events')
    .values({ ...kept, seq: next('events', project) })
    .execute()
  if (url !== null) await notify({ url, event: name, body: data, about: project })
}

/** Signed only when it is shown or sent: with the secret that counts then. */
function told(action: EventName, { invoice, transaction }: About) {
  const { id, name, currency, price, taxes, shipping } = invoice
  const money = (units: number): string => decimal(units, currency)
  return {
    action,
    invoice_id: id,
    transaction_id: transaction?.id ?? null,
    hmac_signature: '',
    metas: JSON.parse(invoice.metas) as Record<string, unknown>,
    custom: invoice.custom,
    item: {
      name,
      price: money(price),
      taxes: money(taxes),
      shipping: money(shipping),
      total: money(price + taxes + shipping),
      currency,
    },
    customer: { email: transaction?.email ?? null, address: transaction?.address ?? null },
    sandbox: isSandbox(invoice.project),
  }
}

type Told = ReturnType<typeof told>

async function withSignature(db: Acting['db'], project: string, data: Told): Promise<Told> {
  return { ...data, hmac_signature: sign(await signerFor(db, project), data.transaction_id ?? data.invoice_id) }
}

/** Webhooks are about a project, as `happen` says. */
export async function signs({ body, about }: Outgoing, { db }: Pick<Acting, 'db'>): Promise<Signed> {
  // Those that a Kittn of before wrote are signed already.
  return typeof about === 'string' ? { body: await withSignature(db, about, body as Told) } : {}
}

export async function listEvents({ query, caller, db }: Asked<'GET /v1/events'>) {
  const { id: project } = projectOf(caller)
  const rows = await page(db, 'events', { project, where: { processed: 0 } }, { ...query, order: 'asc' })
  return { success: true, message: null, events: await Promise.all(rows.map((row) => shown(db, row))) }
}

export async function getEvent({ path, caller, db }: Asked<'GET /v1/events/{id}'>) {
  const row = await mine(db, 'events', projectOf(caller).id, path.id)
  return { success: true, message: null, ...(await shown(db, row)) }
}

export async function markEvent({ path, caller, db }: Asked<'DELETE /v1/events/{id}'>) {
  const { id } = await mine(db, 'events', projectOf(caller).id, path.id)
  await db.updateTable('events').set({ processed: 1 }).where('id', '=', id).execute()
  return { success: true, message: null }
}

export async function markAll({ caller, db }: Asked<'DELETE /v1/events'>) {
  await db.updateTable('events').set({ processed: 1 }).where('project', '=', projectOf(caller).id).execute()
  return { success: true, message: null }
}

async function shown(db: Acting['db'], { id, name, project, created_at: date, data }: Tables['events']) {
  // Written by `told`.
  const told = await withSignature(db, project, JSON.parse(data) as Told)
  return { id, name, date, sandbox: isSandbox(project), data: told }
}
