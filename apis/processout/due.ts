/** What comes by itself: disputes, and the next invoices of recurring ones. */
import type { Services } from 'kittn'
import { happen } from './events.ts'
import { iterate } from './recurring.ts'
import { mine, time, type Acting, type Api, type Tables } from './tables.ts'

/** How often is looked for what is due, in milliseconds. */
const OFTEN = 1000
const AT_ONCE = 100

/** Looks until it is stopped. */
export function keepUp(services: Services<Api>): () => Promise<void> {
  let [ended, round] = [false, Promise.resolve()]
  const look = (): void => {
    round = catchUp(services)
      .catch((error: unknown) => services.log.error({ err: error }, 'what is due could not be done'))
      .then(() => void (ended || setTimeout(look, OFTEN).unref()))
  }
  look()
  return () => {
    ended = true
    return round
  }
}

/** Does all that is due by now, each in a transaction of its own. */
export async function catchUp({ db, notify, transaction }: Services<Api>, now: Date = new Date()): Promise<void> {
  const disputes = await db
    .selectFrom('transactions')
    .selectAll()
    .where('dispute_at', '<=', now.toISOString())
    .limit(AT_ONCE)
    .execute()
  for (const one of disputes) await transaction(({ db: own }) => dispute({ db: own, notify }, one))
  const over = await db
    .selectFrom('recurring')
    .selectAll()
    .where('next_invoice_at', '<=', time(now))
    .limit(AT_ONCE)
    .execute()
  for (const { project, id } of over)
    await transaction(async ({ db: own }) => {
      const recurring = await mine(own, 'recurring', project, id)
      // It may have been ended meanwhile.
      if (recurring.next_invoice_at !== null) await iterate({ db: own, notify }, recurring)
    })
}

/** The holder of the card wants the money back: all of it, whatever was refunded. */
async function dispute(acting: Acting, { id, project }: Tables['transactions']): Promise<void> {
  const { db } = acting
  const paid = await mine(db, 'transactions', project, id)
  const changes = { status: 'disputed', dispute_at: null } as const
  await db.updateTable('transactions').set(changes).where('id', '=', id).execute()
  await db.updateTable('invoices').set({ status: 'disputed' }).where('id', '=', paid.invoice_id).execute()
  const invoice = await mine(db, 'invoices', project, paid.invoice_id)
  await happen(acting, 'invoice.disputed', { invoice, transaction: { ...paid, ...changes } })
}
