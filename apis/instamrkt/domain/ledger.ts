/**
 * The ledger as data. Money only ever moves from one account to another, so the sum over all accounts is nothing at
 * every moment: what came in from outside is what went out again and what is held.
 */
import { sum } from './money.ts'
import type { Settlement } from './settle.ts'

/** The only account that may be below nothing is the outside: it owes what it has paid in. */
export type Account =
  | `outside ${string}`
  | `person ${number} ${string}`
  | `pool ${string}`
  | `house ${string} ${string}`
export type Reason = 'grant' | 'deposit' | 'withdrawal' | 'bet' | 'won' | 'void' | 'refunded' | 'takeout' | 'breakage'

export type Transfer = {
  /** With the reason it names the transfer: a bet is paid once, whoever asks again. */
  readonly reference: string
  readonly reason: Reason
  readonly from: Account
  readonly to: Account
  readonly amount: number
}

export type Holder = { readonly pool: string; readonly source: string; readonly currency: string }

/** What the end of a pool moves. It leaves the pool with nothing. */
export function transfersOf({ payments, takeout, breakage }: Settlement, holder: Holder): Transfer[] {
  const from: Account = `pool ${holder.pool}`
  const house: Account = `house ${holder.source} ${holder.currency}`
  const paid = payments.flatMap(({ stake, fate, paid: amount }): Transfer[] => {
    if (fate === 'lost') return []
    return [{ reference: stake.id, reason: fate, from, to: `person ${stake.person} ${holder.currency}`, amount }]
  })
  const kept = (reason: Reason, amount: number): Transfer => ({
    reference: holder.pool,
    reason,
    from,
    to: house,
    amount,
  })
  return [...paid, kept('takeout', takeout), kept('breakage', breakage)].filter(({ amount }) => amount > 0)
}

/** What each account gains; those that gain as much as they lose are left out. */
export function netOf(transfers: readonly Transfer[]): ReadonlyMap<Account, number> {
  const net = new Map<Account, number>()
  for (const { from, to, amount } of transfers) {
    net.set(from, (net.get(from) ?? 0) - amount)
    net.set(to, (net.get(to) ?? 0) + amount)
  }
  return new Map([...net].filter(([, amount]) => amount !== 0))
}

export type Books = {
  readonly accounts: readonly { readonly id: string; readonly balance: number }[]
  readonly transfers: readonly Pick<Transfer, 'from' | 'to' | 'amount'>[]
}

/** What is wrong with the books: nothing, if they are right. */
export function audit({ accounts, transfers }: Books): string[] {
  const moved = netOf(transfers as readonly Transfer[])
  const total = sum(accounts.map(({ balance }) => balance))
  const wrong = accounts.flatMap(({ id, balance }) => {
    const expected = moved.get(id as Account) ?? 0
    if (balance !== expected) return [`${id} has ${balance}, but ${expected} were moved to it`]
    return balance < 0 && !id.startsWith('outside ') ? [`${id} is overdrawn by ${-balance}`] : []
  })
  const known = new Set(accounts.map(({ id }) => id))
  const lost = [...moved.keys()].filter((id) => !known.has(id)).map((id) => `${id} is missing`)
  return [...wrong, ...lost, ...(total === 0 ? [] : [`all accounts together have ${total}`])]
}
