/** What the page's samples name, for the project that they show. */
import type { Services } from 'kittn'
import { happen } from './events.ts'
import { remember } from './caller.ts'
import type { Api, Tables } from './tables.ts'

const SECRET = 'YOUR_PROJECT_SECRET'
const SHOP = 'https://shop.example.com'
const OWN = { project: 'demo', seq: 1, created_at: '2015-11-04T10:12:30Z' }
const URLS = { return_url: `${SHOP}/thanks`, cancel_url: `${SHOP}/basket`, notify_url: null }
const CLUB = { name: 'Kitten club', currency: 'EUR', price: 900, taxes: 0, shipping: 0, recurring_days: 30 }

const mittens: Tables['invoices'] = {
  ...OWN,
  ...URLS,
  id: '0f6c2b1e-7d44-4f0a-9c1b-3a5e8d7f2b10',
  name: 'A pair of mittens',
  currency: 'USD',
  price: 499,
  taxes: 49,
  shipping: 200,
  status: 'completed',
  metas: '{"order":"1042"}',
  custom: '42',
  request_email: 0,
  request_shipping: 0,
  recurring_days: 0,
  recurring_invoice_id: null,
}

const recurring: Tables['recurring'] = {
  ...OWN,
  ...CLUB,
  id: 'c3e8a7d2-1f59-4b0e-a6d4-7b2c90e1f8a4',
  invoice_id: 'd4b1c0f7-8e2a-4d69-b3f5-1a6e9c7d2f80',
  status: 'waiting',
  next_invoice_at: null,
  ended_at: null,
}

const first: Tables['invoices'] = {
  ...mittens,
  ...CLUB,
  id: recurring.invoice_id,
  seq: 2,
  status: 'waiting',
  metas: '{}',
  custom: null,
  request_email: 1,
  recurring_invoice_id: recurring.id,
}

const year: Tables['tailored'] = {
  ...OWN,
  ...URLS,
  id: '5b1d9f30-2c7e-4a66-8f0d-91c4e2a7b3d5',
  name: 'A year of kittens',
  currency: 'EUR',
  price: 6000,
  taxes: 1200,
  shipping: 0,
}

const payment: Tables['transactions'] = {
  ...OWN,
  created_at: '2015-11-04T10:14:02Z',
  id: 'e1b4f7a0-93c2-4d5e-8a6b-0c1d2e3f4a5b',
  invoice_id: mittens.id,
  status: 'completed',
  amount: 748,
  refunded: 0,
  currency: 'USD',
  card: '4242',
  dispute_at: null,
  email: null,
  address: null,
}

export async function demo({ db, notify }: Services<Api>): Promise<void> {
  await remember(db, { id: OWN.project, name: 'demo', secret: SECRET })
  await db.insertInto('invoices').values([mittens, first]).execute()
  await db.insertInto('tailored').values(year).execute()
  await db.insertInto('recurring').values(recurring).execute()
  await db.insertInto('transactions').values(payment).execute()
  await happen({ db, notify }, 'invoice.completed', { invoice: mittens, transaction: payment })
  const named = { id: '9a7d3c15-6e2b-48f1-b0c9-d4e5f6a7b8c9', created_at: payment.created_at }
  await db.updateTable('events').set(named).where('project', '=', OWN.project).execute()
}
