/** Money that comes in and goes out: the only two places where an account meets the outside. */
import { randomUUID } from 'node:crypto'
import { fail, type Input } from 'kittn'
import { balancesOf, post, type Balance } from './books.ts'
import { personOf, providerOf, type Api, type Db, type Desk } from './desk.ts'
import { textOf, unitsOf } from './domain/money.ts'

export async function balances(desk: Desk) {
  return (await balancesOf(desk.db, [personOf(desk).id])).map(balanceShown)
}

export function balanceShown({ currency, available, exposure }: Balance) {
  return {
    currency,
    current_balance: textOf(available + exposure),
    available_balance: textOf(available),
    exposure: textOf(exposure),
  }
}

type Payment = { readonly amount: string; readonly currency: string; readonly payment_id?: string }

export async function deposit(input: Input<Api, 'POST /r/users/{user_id}/deposits/'>) {
  providerOf(input)
  const person = Number(input.path.user_id)
  return pay(input, { person, payment: input.body, reason: 'deposit' })
}

export async function withdraw(input: Input<Api, 'POST /r/withdrawals/'>) {
  return pay(input, { person: personOf(input).id, payment: input.body, reason: 'withdrawal' })
}

type Paying = { readonly person: number; readonly payment: Payment; readonly reason: 'deposit' | 'withdrawal' }

function pay(desk: Desk, { person, payment, reason }: Paying) {
  const { currency } = payment
  if (!/^[A-Z]{3}$/.test(currency)) fail(400, 'currency has to be three capital letters.', { parameter: 'currency' })
  const amount = amountOf(payment.amount)
  const reference = `${person} ${payment.payment_id ?? randomUUID()}`
  const [outside, account] = [`outside ${currency}`, `person ${person} ${currency}`] as const
  const ends = reason === 'deposit' ? { from: outside, to: account } : { from: account, to: outside }
  return desk.transaction(async ({ db }) => {
    await knownPerson(db, person)
    if (!(await isPosted(db, reference, reason))) await post(db, [{ reference, reason, ...ends, amount }], Date.now())
    const balance = (await balancesOf(db, [person])).find((one) => one.currency === currency)
    return balanceShown(balance ?? { person, currency, available: 0, exposure: 0 })
  })
}

/** The units of an amount that somebody sent. */
export function amountOf(text: string): number {
  return unitsOf(text) ?? fail(400, 'amount has to be more than nothing, like "12.50".', { parameter: 'amount' })
}

async function knownPerson(db: Db, id: number): Promise<void> {
  if (!Number.isSafeInteger(id) || id > 2 ** 31 - 1) fail(404, 'There is no person with this id.')
  const found = await db.selectFrom('people').select('id').where('id', '=', id).executeTakeFirst()
  if (found === undefined) fail(404, 'There is no person with this id.')
}

async function isPosted(db: Db, reference: string, reason: 'deposit' | 'withdrawal'): Promise<boolean> {
  const query = db.selectFrom('transfers').select('at').where('reference', '=', reference).where('reason', '=', reason)
  return (await query.executeTakeFirst()) !== undefined
}
