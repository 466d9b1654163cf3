/** A payment, from the card to what it means for the invoice. */
import { randomUUID } from 'node:crypto'
import type { Outcome } from './cards.ts'
import { happen } from './events.ts'
import { totalOf } from './offers.ts'
import { goOn } from './recurring.ts'
import { next, time, type Acting, type Tables } from './tables.ts'

/** `card`: its last four digits, which is all that is kept of it. */
export type Payment = Pick<Tables['transactions'], 'card' | 'email' | 'address'> & { readonly outcome: Outcome }

/** How long after a payment it is disputed, in milliseconds. */
const DISPUTE = 3000

/** Pays an invoice that waits; true if it is paid now, or was before. Runs within a transaction. */
export async function pay(acting: Acting, id: string, { outcome, ...payment }: Payment): Promise<boolean> {
  const { db } = acting
  const found = await db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (found.status !== 'waiting') return true
  const paid = outcome !== 'declined'
  const transaction = await db
    .insertInto('transactions')
    .values({
      ...payment,
      id: randomUUID(),
      project: found.project,
      seq: next('transactions', found.project),
      invoice_id: id,
      status: paid ? 'completed' : 'failed',
      amount: totalOf(found),
      refunded: 0,
      currency: found.currency,
      dispute_at: outcome === 'disputed' ? new Date(Date.now() + DISPUTE).toISOString() : null,
      created_at: time(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (paid) await db.updateTable('invoices').set({ status: 'completed' }).where('id', '=', id).execute()
  const invoice = paid ? { ...found, status: 'completed' as const } : found
  await happen(acting, paid ? 'invoice.completed' : 'invoice.failed', { invoice, transaction })
  if (paid) await goOn(acting, invoice)
  return paid
}
