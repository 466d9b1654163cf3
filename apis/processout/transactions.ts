/** Payments, and what of them is given back. */
import { randomUUID } from 'node:crypto'
import { fail } from 'kittn'
import { isSandbox, projectOf } from './caller.ts'
import { happen } from './events.ts'
import { decimal, minor } from './money.ts'
import { page } from './paging.ts'
import { mine, next, time, type Asked, type Tables } from './tables.ts'

export async function listTransactions({ query, caller, db }: Asked<'GET /v1/transactions'>) {
  const rows = await page(db, 'transactions', { project: projectOf(caller).id }, query)
  return { success: true, message: null, transactions: rows.map(shown) }
}

export async function getTransaction({ path, caller, db }: Asked<'GET /v1/transactions/{id}'>) {
  return { success: true, message: null, ...shown(await mine(db, 'transactions', projectOf(caller).id, path.id)) }
}

export async function listRefunds({ path, query, caller, db }: Asked<'GET /v1/transactions/{id}/refunds'>) {
  const { id, project } = await mine(db, 'transactions', projectOf(caller).id, path.id)
  const rows = await page(db, 'refunds', { project, where: { transaction_id: id } }, query)
  return { success: true, message: null, refunds: rows.map(shownRefund) }
}

/** Gives back an amount, or all that is left. Reading what is left and taking from it is one step. */
export function refund({ path, body, caller, once, notify }: Asked<'POST /v1/transactions/{id}/refunds'>) {
  const project = projectOf(caller).id
  return once(async ({ db }) => {
    const paid = await mine(db, 'transactions', project, path.id)
    const amount = refundable(paid, body?.amount)
    const refunded = paid.refunded + amount
    const status = refunded === paid.amount ? 'refunded' : paid.status
    const transaction = { ...paid, refunded, status }
    await db.updateTable('transactions').set({ refunded, status }).where('id', '=', paid.id).execute()
    const row = {
      id: randomUUID(),
      project,
      transaction_id: paid.id,
      amount,
      currency: paid.currency,
      reason: body?.reason ?? 'customer_request',
      created_at: time(),
    }
    const made = await db
      .insertInto('refunds')
      .values({ ...row, seq: next('refunds', project) })
      .returningAll()
      .executeTakeFirstOrThrow()
    if (status === 'refunded')
      await db.updateTable('invoices').set({ status }).where('id', '=', paid.invoice_id).execute()
    const invoice = await mine(db, 'invoices', project, paid.invoice_id)
    await happen({ db, notify }, 'invoice.refunded', { invoice, transaction })
    return { success: true, message: null, ...shownRefund(made) }
  })
}

/** The minor units that a refund gives back. */
function refundable(paid: Tables['transactions'], asked: string | number | undefined): number {
  if (paid.status === 'failed' || paid.status === 'disputed')
    fail(409, `This payment has ${paid.status === 'failed' ? 'failed' : 'been disputed'}.`)
  const left = paid.amount - paid.refunded
  const amount = asked === undefined ? left : minor(asked, paid.currency, 'amount')
  if (left === 0) fail(409, 'All of this payment has been given back.')
  if (amount === 0) fail(400, 'amount must be above 0.', { parameter: 'amount' })
  if (amount <= left) return amount
  return fail(409, `Of this payment ${decimal(left, paid.currency)} ${paid.currency} are left.`, {
    parameter: 'amount',
  })
}

function shown(row: Tables['transactions']) {
  const { id, invoice_id, status, currency, card, created_at } = row
  const [amount, refunded] = [decimal(row.amount, currency), decimal(row.refunded, currency)]
  return { id, invoice_id, status, amount, refunded, currency, card, sandbox: isSandbox(row.project), created_at }
}

function shownRefund({ id, transaction_id, amount, currency, reason, created_at }: Tables['refunds']) {
  return { id, transaction_id, amount: decimal(amount, currency), currency, reason, created_at }
}
